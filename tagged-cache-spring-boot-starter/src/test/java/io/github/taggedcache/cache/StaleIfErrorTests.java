package io.github.taggedcache.cache;

import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.template.TagTemplateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.Cacheable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A stale value stands in for what a method fails with, whatever the method returns.
 */
class StaleIfErrorTests {

	private static final Article OLD = new Article(1, Database.AUTHOR, "old");

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Library.class, Titles.class)
		.with("tagged-cache.defaults.stale-if-error=1m", "tagged-cache.defaults.stale-if-error-pause=1m",
				"tagged-cache.defaults.load-errors.ignore=java.util.NoSuchElementException");

	private final Library library = application.bean(Library.class);

	private final Database database = application.database();

	@ParameterizedTest
	@EnumSource
	void staleValueStandsInForAFailure(CachedCall call) {
		call.on(this.library, 1);
		long before = served(call);
		application.manager().softInvalidateTags("article:1");
		this.database.failWith(new IllegalStateException("no database"));
		assertThat(call.on(this.library, 1)).isEqualTo(OLD);
		assertThat(this.database.reads()).isEqualTo(2);
		assertThat(served(call)).isEqualTo(before + 1);
	}

	@ParameterizedTest
	@EnumSource
	void sourceThatFailedIsLeftAlone(CachedCall call) {
		call.on(this.library, 2);
		application.manager().softInvalidateTags("article:2");
		this.database.failWith(new IllegalStateException("no database"));
		call.on(this.library, 2);
		assertThat(call.on(this.library, 2)).isEqualTo(new Article(2, Database.AUTHOR, "old"));
		assertThat(this.database.reads()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void invalidatedValueDoesNotStandIn(CachedCall call) {
		call.on(this.library, 3);
		application.manager().invalidateTags("article:3");
		this.database.failWith(new IllegalStateException("no database"));
		assertThatException().isThrownBy(() -> call.on(this.library, 3)).withStackTraceContaining("no database");
	}

	@ParameterizedTest
	@EnumSource
	void valueThatIsInvalidatedDuringTheLoadDoesNotStandIn(CachedCall call) {
		call.on(this.library, 4);
		application.manager().softInvalidateTags("article:4");
		this.database.failWith(new IllegalStateException("no database"));
		this.database.beforeNextFailure(() -> application.manager().invalidateTags("article:4"));
		assertThatException().isThrownBy(() -> call.on(this.library, 4)).withStackTraceContaining("no database");
	}

	@ParameterizedTest
	@EnumSource
	void answerThatIsAnExceptionReachesTheCaller(CachedCall call) {
		call.on(this.library, 5);
		application.manager().softInvalidateTags("article:5");
		this.database.failWith(new NoSuchElementException("no article"));
		assertThatException().isThrownBy(() -> call.on(this.library, 5)).withStackTraceContaining("no article");
	}

	@ParameterizedTest
	@EnumSource
	void valueIsLoadedWhereTheSourceIsBack(CachedCall call) {
		call.on(this.library, 6);
		application.manager().softInvalidateTags("article:6");
		this.database.rename("new");
		assertThat(call.on(this.library, 6)).isEqualTo(new Article(6, Database.AUTHOR, "new"));
		assertThat(call.on(this.library, 6)).isEqualTo(new Article(6, Database.AUTHOR, "new"));
		assertThat(this.database.reads()).isEqualTo(2);
	}

	/**
	 * The value that was loaded is not to be hidden by an old one because its tags fail.
	 */
	@ParameterizedTest
	@EnumSource
	void failureThatIsNotTheMethodsOwnReachesTheCaller(TitleCall call) {
		Titles titles = application.bean(Titles.class);
		titles.write("old");
		assertThat(call.on(titles)).isEqualTo("old");
		application.manager().softInvalidateTags("length:3");
		titles.write("without a tag");
		assertThatException().isThrownBy(() -> call.on(titles))
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining(TagTemplateException.class.getName()));
	}

	private static long served(CachedCall call) {
		return ((RegionCache) application.cache(call.region())).getNativeCache().statistics().stale(StaleReason.ERROR);
	}

	enum TitleCall {

		/** As it is. */
		PLAIN(Titles::plain),

		/** As it is, loaded by one caller. */
		SYNC_PLAIN(Titles::syncPlain),

		/** In a future. */
		FUTURE((titles) -> titles.future().join()),

		/** In a future, loaded by one caller. */
		SYNC_FUTURE((titles) -> titles.syncFuture().join()),

		/** By a Mono. */
		MONO((titles) -> titles.mono().block()),

		/** By a Mono, loaded by one caller. */
		SYNC_MONO((titles) -> titles.syncMono().block());

		private final Function<Titles, @Nullable String> call;

		TitleCall(Function<Titles, @Nullable String> call) {
			this.call = call;
		}

		@Nullable String on(Titles titles) {
			return this.call.apply(titles);
		}

	}

	/**
	 * Methods whose tag is known from the result. A long title has none, which is an
	 * error.
	 */
	static class Titles {

		private static final String TAG = "length:#{(#result.length() > 3) ? null : #result.length()}";

		private volatile String title = "";

		public void write(String title) {
			this.title = title;
		}

		@Cacheable("title")
		@CacheTags(TAG)
		public String plain() {
			return this.title;
		}

		@Cacheable(cacheNames = "syncTitle", sync = true)
		@CacheTags(TAG)
		public String syncPlain() {
			return this.title;
		}

		@Cacheable("futureTitle")
		@CacheTags(TAG)
		public CompletableFuture<String> future() {
			return CompletableFuture.supplyAsync(() -> this.title);
		}

		@Cacheable(cacheNames = "syncFutureTitle", sync = true)
		@CacheTags(TAG)
		public CompletableFuture<String> syncFuture() {
			return CompletableFuture.supplyAsync(() -> this.title);
		}

		@Cacheable("monoTitle")
		@CacheTags(TAG)
		public Mono<String> mono() {
			return Mono.fromSupplier(() -> this.title);
		}

		@Cacheable(cacheNames = "syncMonoTitle", sync = true)
		@CacheTags(TAG)
		public Mono<String> syncMono() {
			return Mono.fromSupplier(() -> this.title);
		}

	}

}
