package io.github.taggedcache.cache;

import java.lang.StackWalker.Option;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheListener;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.audit.AuditOutcome;
import io.github.taggedcache.audit.Auditor;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.interceptor.TaggedCacheInterceptor;
import io.github.taggedcache.template.TagAnnotations;
import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.type.MethodTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Which annotated methods find their near hits on the short way, and that the short way
 * gives what Spring's way gives.
 */
class NearCallsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues("tagged-cache.namespace=near-calls", "spring.data.redis.url=" + RedisServers.shared().uri(),
				"tagged-cache.caches.far.near-cache.enabled=false", "tagged-cache.dynamic-caches=true")
		.withUserConfiguration(Shop.class)
		.withBean(Items.class);

	@ParameterizedTest
	@ValueSource(strings = { "plain", "named", "tagged", "inSync", "unlessOdd", "ofThisManager" })
	void methodWhoseKeyIsAnArgumentTakesTheShortWay(String method) {
		run((context) -> {
			call(context, method, 1L);
			assertThat(read(context, method, 1L)).isNotNull().extracting(Hit::value).isEqualTo(method + " 1");
			assertThat(read(context, method, 2L)).isNull();
			assertThat(call(context, method, 1L)).isEqualTo(method + " 1");
			assertThat(context.getBean(Items.class).calls()).isEqualTo(1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "conditional", "ofAnExpression", "ofTheRoot", "ofItsOwnGenerator", "putAsWell", "inTwo",
			"optional", "future", "farAway", "taggedByABean" })
	void methodThatNeedsMoreGoesSpringsWay(String method) {
		run((context) -> {
			Object first = call(context, method, 1L);
			assertThat(read(context, method, 1L)).isNull();
			Object second = call(context, method, 1L);
			assertThat((second instanceof CompletableFuture<?> future) ? future.join() : second)
				.isEqualTo((first instanceof CompletableFuture<?> future) ? future.join() : first);
		});
	}

	@Test
	void keyOfSeveralArgumentsGoesSpringsWay() {
		run((context) -> {
			Items items = context.getBean(Items.class);
			assertThat(items.none()).isEqualTo(items.none());
			assertThat(items.two(1L, "a")).isEqualTo(items.two(1L, "a"));
			assertThat(items.two(1L, "b")).isNotEqualTo(items.two(1L, "a"));
			assertThat(items.variable(1L, 2L)).isEqualTo(items.variable(1L, 2L));
			assertThat(items.variable(1L)).isNotEqualTo(items.variable(1L, 2L));
			assertThat(items.calls()).isEqualTo(5);
		});
	}

	@Test
	void argumentThatSpringKnowsByAnotherNameGoesSpringsWay() {
		run((context) -> {
			Items items = context.getBean(Items.class);
			assertThat(items.misnamed(1L, 7L)).isEqualTo("misnamed 1-7");
			assertThat(items.misnamed(7L, 9L)).isEqualTo("misnamed 7-9");
			assertThat(items.misnamed(2L, 7L)).isEqualTo("misnamed 1-7");
		});
	}

	@Test
	void callThatSpringRefusesIsRefusedAlsoWhereThereIsAValue() {
		run((context) -> {
			TaggedCache cache = context.getBean(CacheRegions.class).manager().getCache("refused");
			assertThat(cache).isNotNull();
			cache.put(1L, "refused 1");
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(Items.class).refused(1L));
		});
	}

	@Test
	void primitiveComesBack() {
		run((context) -> {
			Items items = context.getBean(Items.class);
			assertThat(items.primitive(1)).isEqualTo(2);
			assertThat(items.primitive(1)).isEqualTo(2);
			assertThat(items.calls()).isEqualTo(1);
		});
	}

	@Test
	void hitOfThePlainMethodIsNotBroughtBySpringsAspect() {
		List<Boolean> bySpring = new CopyOnWriteArrayList<>();
		TaggedCacheListener listener = (event) -> {
			if (event instanceof CacheEvent.Hit) {
				bySpring.add(StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
					.walk((frames) -> frames
						.anyMatch((frame) -> frame.getDeclaringClass() == CacheAspectSupport.class)));
			}
		};
		run(this.runner.withBean(TaggedCacheListener.class, () -> listener), (context) -> {
			Items items = context.getBean(Items.class);
			items.plain(1L);
			items.plain(1L);
			items.conditional(1L);
			items.conditional(1L);
			assertThat(bySpring).containsExactly(false, true);
		});
	}

	@Test
	void missingArgumentIsSpringsError() {
		run((context) -> assertThatIllegalArgumentException().isThrownBy(() -> context.getBean(Items.class).named(null))
			.withMessageContaining("Null key returned for cache operation"));
	}

	@Test
	void nullIsAValue() {
		run((context) -> {
			Items items = context.getBean(Items.class);
			items.nothing(1L);
			assertThat(items.nothing(1L)).isNull();
			assertThat(read(context, "nothing", 1L)).isNotNull().extracting(Hit::value).isNull();
			assertThat(items.calls()).isEqualTo(1);
		});
	}

	@Test
	void hitIsCountedOnce() {
		run((context) -> {
			Items items = context.getBean(Items.class);
			items.plain(1L);
			items.plain(1L);
			RegionCache cache = (RegionCache) context.getBean(CacheRegions.class).manager().getCache("items");
			assertThat(cache).isNotNull();
			assertThat(cache.getNativeCache().statistics().nearHits()).isEqualTo(1);
			assertThat(cache.getNativeCache().statistics().misses()).isEqualTo(1);
		});
	}

	@Test
	void resolverOfTheApplicationIsAlwaysAsked() {
		run(this.runner.withUserConfiguration(OwnResolver.class), (context) -> {
			TaggedCache unused = context.getBean(CacheRegions.class).manager().getCache("items");
			assertThat(unused).isNotNull();
			unused.put(1L, "of nobody");
			assertThat(read(context, "plain", 1L)).isNull();
			assertThat(call(context, "plain", 1L)).isEqualTo("plain 1");
			assertThat(read(context, "ofThisManager", 1L)).isNull();
			call(context, "ofThisManager", 1L);
			assertThat(read(context, "ofThisManager", 1L)).isNotNull();
		});
	}

	@Test
	void generatorOfTheApplicationMakesTheKeys() {
		run(this.runner.withUserConfiguration(OwnGenerator.class), (context) -> {
			TaggedCache cache = context.getBean(CacheRegions.class).manager().getCache("items");
			assertThat(cache).isNotNull();
			cache.put(1L, "of another key");
			assertThat(read(context, "plain", 1L)).isNull();
			assertThat(call(context, "plain", 1L)).isEqualTo("plain 1");
			call(context, "named", 1L);
			assertThat(read(context, "named", 1L)).isNotNull();
		});
	}

	@Test
	void hitThatIsDrawnIsAudited() {
		run(this.runner.withPropertyValues("tagged-cache.defaults.audit.sample=1"), (context) -> {
			call(context, "plain", 1L);
			call(context, "plain", 1L);
			Auditor auditor = context.getBean(Auditor.class);
			await().until(() -> auditor.count("items", AuditOutcome.SAME) == 1);
		});
	}

	private void run(ContextConsumer<ApplicationContext> test) {
		run(this.runner, test);
	}

	/**
	 * Runs a test once the node has caught up, on keys that nobody has read before.
	 */
	private static void run(ApplicationContextRunner runner, ContextConsumer<ApplicationContext> test) {
		runner.run((context) -> {
			TaggedCacheManager manager = context.getBean(CacheRegions.class).manager();
			manager.invalidateAll();
			assertThat(manager.getCache("probe")).isNotNull();
			await().until(() -> manager.explain("probe", 1L).caughtUp());
			test.accept(context);
		});
	}

	private static Method method(String name) {
		return Arrays.stream(Items.class.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name) && !method.isSynthetic())
			.findFirst()
			.orElseThrow();
	}

	private static @Nullable Object call(ApplicationContext context, String name, Object... args) throws Exception {
		return method(name).invoke(context.getBean(Items.class), args);
	}

	private static @Nullable Hit read(ApplicationContext context, String name, Object... args) {
		CachedMethods methods = new CachedMethods(context.getBean(TagAnnotations.class),
				context.getBean(MethodTypes.class));
		return new NearCalls(methods, context.getBean(CacheRegions.class)).read(method(name),
				context.getBean(Items.class), Items.class, args, context.getBean(TaggedCacheInterceptor.class));
	}

	static class Items {

		private int calls;

		int calls() {
			return this.calls;
		}

		private String value(String method, Object key) {
			this.calls++;
			return method + " " + key;
		}

		@Cacheable("items")
		public String plain(Long id) {
			return value("plain", id);
		}

		@Cacheable(cacheNames = "named", key = " #id ")
		public String named(@Nullable Long id) {
			return value("named", id);
		}

		@Cacheable(cacheNames = "tagged", key = "#id")
		@CacheTags("item:#{#id}")
		public String tagged(Long id) {
			return value("tagged", id);
		}

		@Cacheable(cacheNames = "inSync", sync = true)
		public String inSync(Long id) {
			return value("inSync", id);
		}

		@Cacheable(cacheNames = "unlessOdd", unless = "#result == null")
		public String unlessOdd(Long id) {
			return value("unlessOdd", id);
		}

		@Cacheable(cacheNames = "ofThisManager", cacheManager = "taggedCacheManager")
		public String ofThisManager(Long id) {
			return value("ofThisManager", id);
		}

		@Cacheable(cacheNames = "conditional", condition = "#id > 0")
		public String conditional(Long id) {
			return value("conditional", id);
		}

		@Cacheable(cacheNames = "ofAnExpression", key = "#id + 1")
		public String ofAnExpression(Long id) {
			return value("ofAnExpression", id);
		}

		@Cacheable(cacheNames = "ofTheRoot", key = "#root.methodName")
		public String ofTheRoot(Long id) {
			return value("ofTheRoot", id);
		}

		@Cacheable(cacheNames = "ofItsOwnGenerator", keyGenerator = "constant")
		public String ofItsOwnGenerator(Long id) {
			return value("ofItsOwnGenerator", id);
		}

		@Caching(cacheable = @Cacheable("putAsWell"), put = @CachePut("put"))
		public String putAsWell(Long id) {
			return "putAsWell " + id;
		}

		@Cacheable({ "one", "other" })
		public String inTwo(Long id) {
			return value("inTwo", id);
		}

		@Cacheable("optional")
		public Optional<String> optional(Long id) {
			return Optional.of(value("optional", id));
		}

		@Cacheable("future")
		public CompletableFuture<String> future(Long id) {
			return CompletableFuture.completedFuture(value("future", id));
		}

		@Cacheable("far")
		public String farAway(Long id) {
			return value("farAway", id);
		}

		@Cacheable(cacheNames = "bean", key = "#id")
		@CacheTags("of:#{@constant.toString().length()}")
		public String taggedByABean(Long id) {
			return value("taggedByABean", id);
		}

		@Cacheable(cacheNames = "refused", sync = true, unless = "#result == null")
		public String refused(Long id) {
			return value("refused", id);
		}

		@Cacheable(cacheNames = "misnamed", key = "#p1")
		public String misnamed(Long p1, Long p2) {
			return value("misnamed", p1 + "-" + p2);
		}

		@Cacheable("primitive")
		public long primitive(long id) {
			this.calls++;
			return id + 1;
		}

		@Cacheable("none")
		public String none() {
			return value("none", "");
		}

		@Cacheable("two")
		public String two(Long id, String name) {
			return value("two", id + name);
		}

		@Cacheable("variable")
		public String variable(Long... ids) {
			return value("variable", List.of(ids));
		}

		@Cacheable("nothing")
		public @Nullable String nothing(Long id) {
			this.calls++;
			return null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching(proxyTargetClass = true)
	static class Shop {

		@Bean
		KeyGenerator constant() {
			return (target, method, params) -> "constant";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnResolver implements CachingConfigurer {

		@Override
		public CacheResolver cacheResolver() {
			return new SimpleCacheResolver(new ConcurrentMapCacheManager()) {

				@Override
				protected List<String> getCacheNames(CacheOperationInvocationContext<?> context) {
					return List.of("other");
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnGenerator implements CachingConfigurer {

		@Override
		public KeyGenerator keyGenerator() {
			return (target, method, params) -> List.of(params).toString();
		}

	}

}
