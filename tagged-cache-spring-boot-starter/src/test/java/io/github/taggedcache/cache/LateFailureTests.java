package io.github.taggedcache.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.template.TagTemplateException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What fails after a method returned: its value cannot be stored, or a template of its
 * tags fails. The method is called once, whatever an error handler makes of the failure.
 */
@ExtendWith(OutputCaptureExtension.class)
class LateFailureTests {

	private static final Cat CAT = new Cat("Tom");

	@RegisterExtension
	static final CacheApplication logging = CacheApplication.onRedis(Unstorable.class, Untaggable.class, Writer.class);

	@RegisterExtension
	static final CacheApplication failing = CacheApplication.onRedis(Unstorable.class, Untaggable.class, Writer.class)
		.with("tagged-cache.on-unstorable-value=fail");

	@RegisterExtension
	static final CacheApplication swallowing = CacheApplication
		.onRedis(Unstorable.class, Untaggable.class, Swallowing.class)
		.with("tagged-cache.on-unstorable-value=fail");

	@RegisterExtension
	static final CacheApplication undecided = CacheApplication
		.onRedis(Unstorable.class, Untaggable.class, SwallowingReads.class)
		.with("tagged-cache.on-unstorable-value=fail");

	@ParameterizedTest
	@EnumSource
	void unstorableValueReachesTheCallerAndIsNotCached(Way way) {
		assertThat(way.on(logging.bean(Unstorable.class))).isEqualTo(CAT);
		assertThat(calls(logging, Unstorable.class)).isOne();
		assertThat(way.on(logging.bean(Unstorable.class))).isEqualTo(CAT);
		assertThat(calls(logging, Unstorable.class)).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void unstorableValueIsThrownWhereThatIsWanted(Way way) {
		assertThat(thrown(() -> way.on(failing.bean(Unstorable.class)))).isInstanceOf(UnstorableValueException.class);
		assertThat(calls(failing, Unstorable.class)).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void unstorableValueReachesTheCallerWhereItsErrorIsSwallowed(Way way) {
		assertThat(way.on(swallowing.bean(Unstorable.class))).isEqualTo(CAT);
		assertThat(calls(swallowing, Unstorable.class)).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void unstorableValueIsThrownWhereOnlyErrorsOfReadsAreSwallowed(Way way) {
		assertThat(thrown(() -> way.on(undecided.bean(Unstorable.class)))).isInstanceOf(UnstorableValueException.class);
		assertThat(calls(undecided, Unstorable.class)).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void failureOfATemplateIsThrown(Way way) {
		assertThat(thrown(() -> way.on(logging.bean(Untaggable.class)))).isInstanceOf(TagTemplateException.class);
		assertThat(calls(logging, Untaggable.class)).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void valueReachesTheCallerWhereTheFailureOfATemplateIsSwallowed(Way way) {
		assertThat(way.on(swallowing.bean(Untaggable.class))).isEqualTo("Tom");
		assertThat(calls(swallowing, Untaggable.class)).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void failureOfATemplateIsThrownWhereOnlyErrorsOfReadsAreSwallowed(Way way) {
		assertThat(thrown(() -> way.on(undecided.bean(Untaggable.class)))).isInstanceOf(TagTemplateException.class);
		assertThat(calls(undecided, Untaggable.class)).isOne();
	}

	@Test
	void problemIsLoggedOnceWithItsRemedy(CapturedOutput output) {
		Writer writer = logging.bean(Writer.class);
		writer.noted(1);
		writer.noted(2);
		assertThat(output).containsOnlyOnce("A value is not cached in 'noted': ").contains("Writer.noted");
		assertThat(((Region) logging.cache("noted").getNativeCache()).statistics().unstorable()).isEqualTo(2);
	}

	@Test
	void puttingMethodOfAnUnstorableValueRemovesWhatWasThereBefore() {
		Writer writer = logging.bean(Writer.class);
		writer.put(1, "before");
		assertThat(logging.cache("first").get(1L).get()).isEqualTo("before");
		assertThat(writer.put(1, CAT)).isEqualTo(CAT);
		assertThat(logging.cache("first").get(1L)).isNull();
		assertThat(logging.cache("second").get(1L)).isNull();
	}

	@Test
	void puttingMethodThatThrowsRemovesWhatWasThereBefore() {
		Writer writer = failing.bean(Writer.class);
		writer.put(1, "before");
		assertThat(thrown(() -> writer.put(1, CAT))).isInstanceOf(UnstorableValueException.class);
		assertThat(failing.cache("first").get(1L)).isNull();
	}

	@Test
	void putOfAnUnstorableValueRemovesWhatWasThereBefore() {
		logging.bean(Writer.class).put(1, "before");
		logging.cache("first").put(1L, CAT);
		assertThat(logging.cache("first").get(1L)).isNull();
	}

	@Test
	void putThatThrowsRemovesWhatWasThereBefore() {
		failing.bean(Writer.class).put(1, "before");
		assertThat(thrown(() -> failing.cache("first").put(1L, CAT))).isInstanceOf(UnstorableValueException.class);
		assertThat(failing.cache("first").get(1L)).isNull();
	}

	@Test
	void loaderOfACacheRunsOnce() {
		logging.bean(Writer.class).put(1, "before");
		AtomicInteger runs = new AtomicInteger();
		assertThat(logging.cache("first").get(2L, () -> made(runs))).isEqualTo(CAT);
		assertThat(runs).hasValue(1);
	}

	@Test
	void loaderOfACacheThatThrowsRunsOnce() {
		failing.bean(Writer.class).put(1, "before");
		TaggedCache cache = failing.cache("first");
		AtomicInteger runs = new AtomicInteger();
		assertThat(thrown(() -> cache.get(2L, () -> made(runs)))).isInstanceOf(UnstorableValueException.class);
		assertThat(runs).hasValue(1);
	}

	private static Object made(AtomicInteger runs) {
		runs.incrementAndGet();
		return CAT;
	}

	@Test
	void loaderOfAFutureRunsOnce() {
		logging.bean(Writer.class).put(1, "before");
		AtomicInteger runs = new AtomicInteger();
		assertThat(logging.cache("first").retrieve(2L, () -> {
			runs.incrementAndGet();
			return CompletableFuture.completedFuture(CAT);
		}).join()).isEqualTo(CAT);
		assertThat(runs).hasValue(1);
	}

	private static int calls(CacheApplication application, Class<? extends Methods<?>> type) {
		return application.bean(type).calls().getAndSet(0);
	}

	private static Throwable thrown(ThrowingCallable call) {
		Throwable thrown = catchThrowable(call);
		return (thrown instanceof CompletionException && thrown.getCause() != null) ? thrown.getCause() : thrown;
	}

	/**
	 * The ways in which a method gives its value.
	 */
	enum Way {

		/** As it is. */
		PLAIN((methods) -> methods.plain(1)),

		/** As it is, loaded by one caller. */
		SYNC_PLAIN((methods) -> methods.syncPlain(1)),

		/** In an Optional. */
		OPTIONAL((methods) -> methods.optional(1).orElse(null)),

		/** In an Optional, loaded by one caller. */
		SYNC_OPTIONAL((methods) -> methods.syncOptional(1).orElse(null)),

		/** In a future. */
		FUTURE((methods) -> methods.future(1).join()),

		/** In a future, loaded by one caller. */
		SYNC_FUTURE((methods) -> methods.syncFuture(1).join()),

		/** By a Mono. */
		MONO((methods) -> methods.mono(1).block()),

		/** By a Mono, loaded by one caller. */
		SYNC_MONO((methods) -> methods.syncMono(1).block()),

		/** By a Flux. */
		FLUX((methods) -> methods.flux(1).blockLast()),

		/** By a Flux, loaded by one caller. */
		SYNC_FLUX((methods) -> methods.syncFlux(1).blockLast());

		private final Function<Methods<?>, @Nullable Object> call;

		Way(Function<Methods<?>, @Nullable Object> call) {
			this.call = call;
		}

		@Nullable Object on(Methods<?> methods) {
			return this.call.apply(methods);
		}

	}

	/**
	 * A value of which only a map would come back, where the declared type is Object.
	 *
	 * @param name its name
	 */
	record Cat(String name) {

	}

	abstract static class Methods<T> {

		private final AtomicInteger calls = new AtomicInteger();

		private final T value;

		Methods(T value) {
			this.value = value;
		}

		AtomicInteger calls() {
			return this.calls;
		}

		private T value() {
			this.calls.incrementAndGet();
			return this.value;
		}

		@Cacheable("plain")
		public T plain(long id) {
			return value();
		}

		@Cacheable(cacheNames = "syncPlain", sync = true)
		public T syncPlain(long id) {
			return value();
		}

		@Cacheable("optional")
		public Optional<T> optional(long id) {
			return Optional.of(value());
		}

		@Cacheable(cacheNames = "syncOptional", sync = true)
		public Optional<T> syncOptional(long id) {
			return Optional.of(value());
		}

		@Cacheable("future")
		public CompletableFuture<T> future(long id) {
			return CompletableFuture.completedFuture(value());
		}

		@Cacheable(cacheNames = "syncFuture", sync = true)
		public CompletableFuture<T> syncFuture(long id) {
			return CompletableFuture.completedFuture(value());
		}

		@Cacheable("mono")
		public Mono<T> mono(long id) {
			return Mono.fromCallable(this::value);
		}

		@Cacheable(cacheNames = "syncMono", sync = true)
		public Mono<T> syncMono(long id) {
			return Mono.fromCallable(this::value);
		}

		@Cacheable("flux")
		public Flux<T> flux(long id) {
			return mono(id).flux();
		}

		@Cacheable(cacheNames = "syncFlux", sync = true)
		public Flux<T> syncFlux(long id) {
			return mono(id).flux();
		}

	}

	@EnableCaching
	static class Unstorable extends Methods<Object> {

		Unstorable() {
			super(CAT);
		}

		@Override
		public AtomicInteger calls() {
			return super.calls();
		}

	}

	@EnableCaching
	@CacheTags("name:#{#result == null ? 'none' : null}")
	static class Untaggable extends Methods<String> {

		Untaggable() {
			super("Tom");
		}

		@Override
		public AtomicInteger calls() {
			return super.calls();
		}

	}

	static class Writer {

		@CachePut(cacheNames = { "first", "second" }, key = "#id")
		public Object put(long id, Object value) {
			return value;
		}

		@Cacheable("noted")
		public Object noted(long id) {
			return CAT;
		}

	}

	static class Swallowing implements CachingConfigurer {

		@Override
		public CacheErrorHandler errorHandler() {
			return new LoggingCacheErrorHandler();
		}

	}

	static class SwallowingReads implements CachingConfigurer {

		@Override
		public CacheErrorHandler errorHandler() {
			return new LoggingCacheErrorHandler() {

				@Override
				public void handleCachePutError(RuntimeException exception, Cache cache, Object key,
						@Nullable Object value) {
					throw exception;
				}

			};
		}

	}

}
