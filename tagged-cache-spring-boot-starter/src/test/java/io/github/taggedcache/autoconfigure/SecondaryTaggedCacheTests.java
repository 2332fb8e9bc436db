package io.github.taggedcache.autoconfigure;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.autoconfigure.metrics.TaggedCacheMetricsAutoConfiguration;
import io.github.taggedcache.cache.DisabledCacheManager;
import io.github.taggedcache.cache.RegionCacheManager;
import io.github.taggedcache.testsupport.RedisServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tagged caches beside those of another manager, which stays the application's own.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecondaryTaggedCacheTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MissingCachingAutoConfiguration.class,
				TaggedCacheAutoConfiguration.class, SecondaryTaggedCacheAutoConfiguration.class,
				CacheAutoConfiguration.class, DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.secondary=true", "tagged-cache.store=memory",
				"spring.data.redis.url=" + RedisServers.shared().uri());

	@Test
	void managerOfTheApplicationIsInjected() {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class)
			.withBean(Needing.class)
			.run((context) -> assertThat(context.getBean(Needing.class).manager())
				.isInstanceOf(ConcurrentMapCacheManager.class));
	}

	@Test
	void taggedManagerIsInjectedByItsType() {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class)
			.withBean(Needing.class)
			.run((context) -> assertThat(context.getBean(Needing.class).tagged()).isInstanceOf(RegionCacheManager.class)
				.isSameAs(context.getBean("taggedCacheManager")));
	}

	@Test
	void managerOfCaffeineIsTheDefaultWhereItsTypeIsSet() {
		this.contextRunner.withPropertyValues("spring.cache.type=caffeine")
			.run((context) -> assertThat(context.getBean(CacheManager.class)).isInstanceOf(CaffeineCacheManager.class));
	}

	@Test
	void managerOfRedisIsTheDefaultWhereNothingIsSet() {
		this.contextRunner
			.run((context) -> assertThat(context.getBean(CacheManager.class)).isInstanceOf(RedisCacheManager.class));
	}

	@Test
	void cachedMethodWithoutManagerUsesTheDefault() {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Library.class).run((context) -> {
			context.getBean(Library.class).plain(1);
			assertThat(context.getBean(ConcurrentMapCacheManager.class).getCache("plain").get(1L)).isNotNull();
			assertThat(context.getBean(TaggedCacheManager.class).getCacheNames()).doesNotContain("plain");
		});
	}

	@Test
	void cachedMethodWithTheNameOfTheTaggedManagerUsesIt() {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Library.class).run((context) -> {
			context.getBean(Library.class).tagged(1);
			assertThat(context.getBean(TaggedCacheManager.class).getCache("titles").get(1L)).isNotNull();
			assertThat(context.getBean(ConcurrentMapCacheManager.class).getCacheNames()).doesNotContain("titles");
		});
	}

	@Test
	void invalidatedTagLeavesNothing() {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Library.class).run((context) -> {
			Library library = context.getBean(Library.class);
			library.tagged(1);
			library.tagged(1);
			library.changed(1);
			library.tagged(1);
			assertThat(library.loads()).isEqualTo(2);
		});
	}

	@Test
	void regionsAreThoseOfMethodsThatNameTheManager(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Library.class)
			.run((context) -> assertThat(output).contains("regions [titles] and others on demand"));
	}

	@Test
	void metersNameTheManagerAsBootDoes() {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Library.class)
			.withConfiguration(AutoConfigurations.of(TaggedCacheMetricsAutoConfiguration.class,
					CacheMetricsAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.run((context) -> {
				context.getBean(TaggedCacheManager.class).getCache("later");
				assertThat(context.getBean(SimpleMeterRegistry.class).get("cache.puts").meters())
					.extracting((meter) -> meter.getId().getTag("cache"),
							(meter) -> meter.getId().getTag("cache.manager"))
					.contains(tuple("titles", "tagged"), tuple("later", "tagged"));
			});
	}

	@Test
	void cacheOfTheDefaultNeedNotBeDeclared() {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Library.class)
			.withPropertyValues("tagged-cache.dynamic-caches=false", "tagged-cache.caches.titles.time-to-live=1m")
			.run((context) -> assertThat(context.getBean(Library.class).plain(1)).isEqualTo("title 1"));
	}

	@Test
	void undeclaredCacheOfTheTaggedManagerFailsTheStart() {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Library.class)
			.withPropertyValues("tagged-cache.dynamic-caches=false")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageStartingWith(Library.class.getName() + ".tagged uses the cache 'titles'"));
	}

	@Test
	void tagsOfAMethodOfTheDefaultAreWarnedOf(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Mistaken.class)
			.run((context) -> assertThat(output)
				.contains("@CacheTags on " + Mistaken.class.getName() + ".title has no effect, because its caches are"
						+ " those of another cache manager. Add cacheManager = \"taggedCacheManager\""));
	}

	@Test
	void nothingIsWarnedOfWhereMethodsNameTheManager(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Library.class)
			.withPropertyValues("spring.cache.redis.time-to-live=1m")
			.run((context) -> assertThat(output.getOut().lines()).noneMatch((line) -> line.contains(" WARN ")));
	}

	@Test
	void nothingIsCachedWhereCacheTypeIsNone() {
		this.contextRunner.withPropertyValues("spring.cache.type=none").withBean(Needing.class).run((context) -> {
			assertThat(context.getBean(Needing.class).manager()).isExactlyInstanceOf(NoOpCacheManager.class);
			assertThat(context.getBean(Needing.class).tagged()).isInstanceOf(DisabledCacheManager.class);
		});
	}

	@Test
	void taggedManagerCachesNothingWhereItIsSwitchedOff() {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Library.class)
			.withPropertyValues("tagged-cache.enabled=false")
			.run((context) -> {
				context.getBean(Library.class).tagged(1);
				context.getBean(Library.class).tagged(1);
				assertThat(context.getBean(Library.class).loads()).isEqualTo(2);
			});
	}

	@Test
	void nameOfTheSecondaryManagerIsAnAliasWhereItIsTheOnlyOne() {
		this.contextRunner.withUserConfiguration(Library.class)
			.withPropertyValues("tagged-cache.secondary=false")
			.run((context) -> {
				context.getBean(Library.class).tagged(1);
				context.getBean(Library.class).tagged(1);
				assertThat(context.getBean(Library.class).loads()).isEqualTo(1);
			});
	}

	record Needing(CacheManager manager, TaggedCacheManager tagged) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCacheManager {

		@Bean
		ConcurrentMapCacheManager applicationCaches() {
			return new ConcurrentMapCacheManager();
		}

	}

	static class Library {

		private final AtomicInteger loads = new AtomicInteger();

		public int loads() {
			return this.loads.get();
		}

		@Cacheable("plain")
		public String plain(long id) {
			return "title " + id;
		}

		@Cacheable(cacheNames = "titles", cacheManager = "taggedCacheManager")
		@CacheTags("book:#{#id}")
		public String tagged(long id) {
			return "title " + this.loads.incrementAndGet();
		}

		@InvalidateTags("book:#{#id}")
		public void changed(long id) {
		}

	}

	static class Mistaken {

		@Cacheable("titles")
		@CacheTags("book:#{#id}")
		public String title(long id) {
			return "title " + id;
		}

	}

}
