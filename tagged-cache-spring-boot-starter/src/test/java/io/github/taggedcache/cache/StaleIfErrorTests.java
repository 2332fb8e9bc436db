package io.github.taggedcache.cache;

import java.util.NoSuchElementException;

import io.github.taggedcache.core.event.StaleReason;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A stale value stands in for what a method fails with, whatever the method returns.
 */
class StaleIfErrorTests {

	private static final Article OLD = new Article(1, Database.AUTHOR, "old");

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Library.class)
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

	private static long served(CachedCall call) {
		return ((RegionCache) application.cache(call.region())).getNativeCache().statistics().stale(StaleReason.ERROR);
	}

}
