package io.github.taggedcache.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.taggedcache.RegionCustomizer;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.lease.LeaseSettings;
import io.github.taggedcache.core.limit.LimitSettings;
import io.github.taggedcache.core.load.LoadSettings;
import io.github.taggedcache.core.near.Copying;
import io.github.taggedcache.core.region.EntryNames;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.region.RegionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a region's settings come from: defaults, properties and customizers.
 */
class RegionSettingsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.store=memory");

	@Test
	void builtInTimeToLiveIsAnHour() {
		this.contextRunner
			.run((context) -> assertThat(settings(context, "articles").timeToLive()).isEqualTo(Duration.ofHours(1)));
	}

	@Test
	void defaultsApplyToDynamicCaches() {
		this.contextRunner.withPropertyValues("tagged-cache.defaults.time-to-live=5m")
			.run((context) -> assertThat(settings(context, "articles").timeToLive()).isEqualTo(Duration.ofMinutes(5)));
	}

	@Test
	void defaultsApplyToWhatADeclaredCacheLeavesOut() {
		this.contextRunner
			.withPropertyValues("tagged-cache.defaults.time-to-live-jitter=0.5",
					"tagged-cache.caches.articles.time-to-live=10m")
			.run((context) -> assertThat(settings(context, "articles").timeToLiveJitter()).isEqualTo(0.5));
	}

	@Test
	void timeToLiveOfOneCacheBeatsTheDefault() {
		this.contextRunner
			.withPropertyValues("tagged-cache.defaults.time-to-live=5m",
					"tagged-cache.caches.articles.time-to-live=10m")
			.run((context) -> assertThat(settings(context, "articles").timeToLive()).isEqualTo(Duration.ofMinutes(10)));
	}

	@Test
	void jitterOfOneCacheBeatsTheDefault() {
		this.contextRunner.withPropertyValues("tagged-cache.caches.articles.time-to-live-jitter=0")
			.run((context) -> assertThat(settings(context, "articles").timeToLiveJitter()).isZero());
	}

	@Test
	void joinTimeoutIsThirtySeconds() {
		this.contextRunner.run(
				(context) -> assertThat(settings(context, "articles").joinTimeout()).isEqualTo(Duration.ofSeconds(30)));
	}

	@Test
	void joinTimeoutOfOneCacheBeatsTheDefault() {
		this.contextRunner
			.withPropertyValues("tagged-cache.defaults.join-timeout=5s", "tagged-cache.caches.articles.join-timeout=0")
			.run((context) -> {
				assertThat(settings(context, "articles").joinTimeout()).isZero();
				assertThat(settings(context, "authors").joinTimeout()).isEqualTo(Duration.ofSeconds(5));
			});
	}

	@Test
	void versionAndMethodTagsOfOneCacheBeatTheDefault() {
		this.contextRunner
			.withPropertyValues("tagged-cache.defaults.version=1", "tagged-cache.caches.articles.version=2",
					"tagged-cache.caches.articles.method-tags=true")
			.run((context) -> {
				assertThat(settings(context, "articles").names()).isEqualTo(new EntryNames("2", true));
				assertThat(settings(context, "authors").names()).isEqualTo(new EntryNames("1", false));
			});
	}

	@Test
	void regionHasNeitherVersionNorMethodTags() {
		this.contextRunner
			.run((context) -> assertThat(settings(context, "articles").names()).isEqualTo(EntryNames.PLAIN));
	}

	@Test
	void oneLoadRunsInTheClusterAndAnyNumberOnANode() {
		this.contextRunner.run((context) -> assertThat(settings(context, "articles").loads())
			.isEqualTo(new LoadSettings(LeaseSettings.DEFAULT, LimitSettings.NONE)));
	}

	@Test
	void loadLockOfOneCacheBeatsTheDefault() {
		this.contextRunner
			.withPropertyValues("tagged-cache.defaults.load-lock.lease=3s", "tagged-cache.defaults.load-lock.wait=2s",
					"tagged-cache.caches.articles.load-lock.wait=1s",
					"tagged-cache.caches.authors.load-lock.enabled=false")
			.run((context) -> {
				assertThat(settings(context, "articles").loads().lease())
					.isEqualTo(new LeaseSettings(Duration.ofSeconds(3), Duration.ofSeconds(1)));
				assertThat(settings(context, "authors").loads().lease()).isNull();
			});
	}

	@Test
	void maxConcurrentLoadsOfOneCacheBeatsTheDefault() {
		this.contextRunner
			.withPropertyValues("tagged-cache.defaults.max-concurrent-loads=5",
					"tagged-cache.caches.articles.max-concurrent-loads=2")
			.run((context) -> {
				assertThat(settings(context, "articles").loads().limit()).isEqualTo(new LimitSettings(2));
				assertThat(settings(context, "authors").loads().limit()).isEqualTo(new LimitSettings(5));
			});
	}

	@Test
	void nullsOfOneCacheBeatTheDefault() {
		this.contextRunner.withPropertyValues("tagged-cache.caches.articles.cache-null-values=false")
			.run((context) -> assertThat(settings(context, "articles").cacheNullValues()).isFalse());
	}

	@Test
	void compressionOfOneCacheBeatsTheDefault() {
		this.contextRunner
			.withPropertyValues("tagged-cache.defaults.compression.enabled=true",
					"tagged-cache.defaults.compression.threshold=2KB",
					"tagged-cache.caches.articles.compression.threshold=512B")
			.run((context) -> assertThat(settings(context, "articles").compression().threshold()).isEqualTo(512));
	}

	@Test
	void compressionCanBeTurnedOffForOneCache() {
		this.contextRunner
			.withPropertyValues("tagged-cache.defaults.compression.enabled=true",
					"tagged-cache.caches.articles.compression.enabled=false")
			.run((context) -> assertThat(settings(context, "articles").compression()).isEqualTo(Compression.NONE));
	}

	@Test
	void valuesAreCopiedWhereACallerCouldChangeThem() {
		this.contextRunner
			.run((context) -> assertThat(settings(context, "articles").near().copying()).isEqualTo(Copying.AUTO));
	}

	@ParameterizedTest
	@EnumSource(Copying.class)
	void copyingOfOneCacheBeatsTheDefault(Copying copying) {
		this.contextRunner
			.withPropertyValues("tagged-cache.defaults.near-cache.copy=always",
					"tagged-cache.caches.articles.near-cache.copy=" + copying.name().toLowerCase(Locale.ROOT))
			.run((context) -> {
				assertThat(settings(context, "articles").near().copying()).isEqualTo(copying);
				assertThat(settings(context, "others").near().copying()).isEqualTo(Copying.ALWAYS);
			});
	}

	@Test
	void zeroTimeToLiveMeansNoExpiry() {
		this.contextRunner.withPropertyValues("tagged-cache.caches.articles.time-to-live=0")
			.run((context) -> assertThat(settings(context, "articles").timeToLive()).isZero());
	}

	@Test
	void namesOfDeclaredCachesKeepTheirCase() {
		this.contextRunner.withPropertyValues("tagged-cache.caches.userProfiles.time-to-live=10m")
			.run((context) -> assertThat(context.getBean(TaggedCacheManager.class).getCacheNames())
				.containsExactly("userProfiles"));
	}

	@Test
	void customizersChangeWhatPropertiesSay() {
		this.contextRunner.withUserConfiguration(Customizers.class)
			.withPropertyValues("tagged-cache.caches.articles.time-to-live=10m")
			.run((context) -> assertThat(settings(context, "articles").timeToLive()).isEqualTo(Duration.ofSeconds(20)));
	}

	@Test
	void customizersAreCalledInTheirOrder() {
		this.contextRunner.withUserConfiguration(Customizers.class).run((context) -> {
			settings(context, "articles");
			assertThat(context.getBean(Customizers.class).calls).containsExactly("first articles PT1H",
					"second articles PT10S");
		});
	}

	@Test
	void customizersDeclareTypes() {
		this.contextRunner.withUserConfiguration(Typing.class).run((context) -> {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("articles").put(1, new Article(1, "title"));
			assertThat(manager.getCache("articles").get(1).get()).isEqualTo(new Article(1, "title"));
		});
	}

	@Test
	void wrongCustomizationFailsByTheNameOfTheRegion() {
		this.contextRunner.withUserConfiguration(WrongTimeToLive.class)
			.withPropertyValues("tagged-cache.caches.articles.time-to-live=10m")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("Region 'articles' has a setting that a RegionCustomizer made wrong: "
						+ "time-to-live must not be negative"));
	}

	@Test
	void customizationBeyondTheBoundOfSizesFailsByTheNameOfTheRegion() {
		this.contextRunner.withUserConfiguration(WrongThreshold.class)
			.withPropertyValues("tagged-cache.caches.articles.time-to-live=10m")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("Region 'articles'"));
	}

	private static RegionSettings settings(BeanFactory beanFactory, String cache) {
		return ((Region) beanFactory.getBean(TaggedCacheManager.class).getCache(cache).getNativeCache()).settings();
	}

	record Article(long id, String title) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		final List<String> calls = new ArrayList<>();

		@Bean
		@Order(2)
		RegionCustomizer second() {
			return (name, options) -> {
				this.calls.add("second " + name + " " + options.getTimeToLive());
				options.timeToLive(Duration.ofSeconds(20));
			};
		}

		@Bean
		@Order(1)
		RegionCustomizer first() {
			return (name, options) -> {
				this.calls.add("first " + name + " " + options.getTimeToLive());
				options.timeToLive(Duration.ofSeconds(10));
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Typing {

		@Bean
		RegionCustomizer types() {
			return (name, options) -> options.type(Article.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WrongTimeToLive {

		@Bean
		RegionCustomizer wrong() {
			return (name, options) -> options.timeToLive(Duration.ofSeconds(-1));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WrongThreshold {

		@Bean
		RegionCustomizer wrong() {
			return (name, options) -> options.compressionThreshold(DataSize.ofGigabytes(3));
		}

	}

}
