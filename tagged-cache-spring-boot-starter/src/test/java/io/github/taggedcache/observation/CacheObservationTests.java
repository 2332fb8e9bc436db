package io.github.taggedcache.observation;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.node.Node;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.ObservationContextAssert;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Loads, lookups and invalidations are observed, and nest as calls do.
 */
class CacheObservationTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withBean("registry", ObservationRegistry.class, () -> this.registry)
		.withPropertyValues("tagged-cache.store=memory");

	@Test
	void loadIsObservedWithItsCacheAndOutcome() {
		this.contextRunner.run((context) -> {
			context.getBean(Library.class).title(1);
			registry().hasObservationWithNameEqualTo("tagged.cache.load")
				.that()
				.hasLowCardinalityKeyValue("cache", "articles")
				.hasLowCardinalityKeyValue("outcome", "success")
				.doesNotHaveError()
				.hasBeenStarted()
				.hasBeenStopped();
		});
	}

	@Test
	void failedLoadIsObservedWithItsFailure() {
		this.contextRunner.run((context) -> {
			assertThatThrownBy(() -> context.getBean(Library.class).title(-1)).hasMessage("no such article");
			registry().hasObservationWithNameEqualTo("tagged.cache.load")
				.that()
				.hasLowCardinalityKeyValue("outcome", "failure")
				.thenError()
				.hasMessage("no such article");
		});
	}

	@Test
	void handlerThatThrowsCostsNoValue() {
		this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStart(Observation.Context context) {
				throw new IllegalStateException("a handler");
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof CacheObservationContext;
			}

		});
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(Library.class).title(1)).isEqualTo("title 1");
			context.getBean(TaggedCacheManager.class).invalidateTags("a");
		});
	}

	@Test
	void whatTheMethodObservesIsAPartOfTheLoad() {
		this.contextRunner.run((context) -> {
			context.getBean(Library.class).title(1);
			registry().hasObservationWithNameEqualTo("database")
				.that()
				.hasParentObservationContextMatching((parent) -> parent.getName().equals("tagged.cache.load"));
		});
	}

	@Test
	void whatASynchronizedMethodObservesIsAPartOfTheLoad() {
		this.contextRunner.run((context) -> {
			context.getBean(Library.class).oneAtATime(1);
			registry().hasObservationWithNameEqualTo("database")
				.that()
				.hasParentObservationContextMatching((parent) -> parent.getName().equals("tagged.cache.load"));
			registry().hasNumberOfObservationsWithNameEqualTo("tagged.cache.load", 1);
		});
	}

	@Test
	void loadAndLookupArePartsOfTheCallersObservation() {
		this.contextRunner.run((context) -> {
			Observation request = Observation.start("request", this.registry);
			request.scoped(() -> context.getBean(Library.class).title(1));
			request.stop();
			for (String name : new String[] { "tagged.cache.load", "tagged.cache.lookup" }) {
				registry().hasObservationWithNameEqualTo(name)
					.that()
					.hasParentObservationContextMatching((parent) -> parent.getName().equals("request"));
			}
			assertThat(this.registry.getCurrentObservation()).isNull();
		});
	}

	@Test
	void loadOfAFutureEndsWithTheFuture() {
		this.contextRunner.run((context) -> {
			CompletableFuture<String> source = new CompletableFuture<>();
			Observation request = Observation.start("request", this.registry);
			CompletableFuture<String> title = Objects
				.requireNonNull(request.scoped(() -> context.getBean(Library.class).later(source)));
			source.complete("title");
			assertThat(title.join()).isEqualTo("title");
			request.stop();
			registry().hasObservationWithNameEqualTo("tagged.cache.load")
				.that()
				.hasLowCardinalityKeyValue("outcome", "success")
				.hasBeenStopped()
				.hasParentObservationContextMatching((parent) -> parent.getName().equals("request"));
		});
	}

	@Test
	void failedLoadOfAFutureIsObserved() {
		this.contextRunner.run((context) -> {
			CompletableFuture<String> source = CompletableFuture
				.failedFuture(new IllegalStateException("no such article"));
			assertThat(context.getBean(Library.class).later(source)).failsWithin(Duration.ofSeconds(10));
			registry().hasObservationWithNameEqualTo("tagged.cache.load")
				.that()
				.hasLowCardinalityKeyValue("outcome", "failure")
				.thenError()
				.hasMessage("no such article");
		});
	}

	@Test
	void lookupInTheStoreIsObservedWithItsOutcome() {
		this.contextRunner.withPropertyValues("tagged-cache.defaults.near-cache.enabled=false").run((context) -> {
			context.getBean(Library.class).title(1);
			registry().hasObservationWithNameEqualTo("tagged.cache.lookup")
				.that()
				.hasLowCardinalityKeyValue("cache", "articles")
				.hasLowCardinalityKeyValue("outcome", "miss");
			this.registry.clear();
			context.getBean(Library.class).title(1);
			registry().hasObservationWithNameEqualTo("tagged.cache.lookup")
				.that()
				.hasLowCardinalityKeyValue("outcome", "hit");
		});
	}

	@Test
	void hitInTheNearCacheIsNotObserved() {
		this.contextRunner.run((context) -> {
			context.getBean(Library.class).title(1);
			Awaitility.await("the first beat is answered on another thread")
				.until(() -> context.getBean(Node.class).trusted() != null);
			this.registry.clear();
			context.getBean(Library.class).title(1);
			registry().doesNotHaveAnyObservation();
		});
	}

	@Test
	void invalidationIsObservedWithItsMode() {
		this.contextRunner.run((context) -> {
			context.getBean(Library.class).changed(1);
			registry().hasObservationWithNameEqualTo("tagged.cache.invalidation")
				.that()
				.hasLowCardinalityKeyValue("mode", "hard")
				.hasLowCardinalityKeyValue("outcome", "success");
			this.registry.clear();
			context.getBean(TaggedCacheManager.class).softInvalidateTags("a");
			registry().hasObservationWithNameEqualTo("tagged.cache.invalidation")
				.that()
				.hasLowCardinalityKeyValue("mode", "soft");
		});
	}

	@Test
	void noKeyValueHasAHighCardinality() {
		this.contextRunner.run((context) -> {
			context.getBean(Library.class).title(1);
			context.getBean(Library.class).changed(1);
			registry().forAllObservationsWithNameEqualTo("tagged.cache.load",
					(observation) -> assertThat(keys(observation)).containsExactlyInAnyOrder("cache", "outcome"));
		});
	}

	@Test
	void conventionOfTheApplicationNamesKeyValues() {
		this.contextRunner.withBean(CacheObservationConvention.class, () -> new StandardCacheObservationConvention() {

			@Override
			public KeyValues getLowCardinalityKeyValues(CacheObservationContext context) {
				return super.getLowCardinalityKeyValues(context).and("team", "shop");
			}

		}).run((context) -> {
			context.getBean(Library.class).title(1);
			registry().hasObservationWithNameEqualTo("tagged.cache.load")
				.that()
				.hasLowCardinalityKeyValue("team", "shop");
		});
	}

	@Test
	void nothingIsObservedWithoutARegistry() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.withPropertyValues("tagged-cache.store=memory")
			.withBean("libraryRegistry", TestObservationRegistry.class, TestObservationRegistry::create,
					(definition) -> definition.setAutowireCandidate(false))
			.run((context) -> assertThat(context.getBean(Observer.class)).isSameAs(Observer.NONE));
	}

	private static Iterable<String> keys(ObservationContextAssert<?> observation) {
		Observation.Context[] context = new Observation.Context[1];
		observation.satisfies((actual) -> context[0] = (Observation.Context) actual);
		return context[0].getAllKeyValues().stream().map((keyValue) -> keyValue.getKey()).toList();
	}

	private TestObservationRegistryAssert registry() {
		return TestObservationRegistryAssert.assertThat(this.registry);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		Library library(ObjectProvider<ObservationRegistry> registry) {
			return new Library(registry.getIfAvailable(() -> ObservationRegistry.NOOP));
		}

	}

	static class Library {

		private final ObservationRegistry registry;

		Library(ObservationRegistry registry) {
			this.registry = registry;
		}

		@Cacheable("articles")
		@CacheTags("article:#{#id}")
		public String title(long id) {
			if (id < 0) {
				throw new IllegalArgumentException("no such article");
			}
			return Objects
				.requireNonNull(Observation.createNotStarted("database", this.registry).observe(() -> "title " + id));
		}

		@Cacheable(cacheNames = "articles", sync = true)
		@CacheTags("article:#{#id}")
		public String oneAtATime(long id) {
			return title(id);
		}

		@Cacheable(cacheNames = "articles", key = "'later'")
		public CompletableFuture<String> later(CompletableFuture<String> source) {
			return source;
		}

		@InvalidateTags("article:#{#id}")
		public void changed(long id) {
		}

	}

}
