package io.github.taggedcache.listener;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.CacheEvent.Evicted;
import io.github.taggedcache.CacheEvent.Hit;
import io.github.taggedcache.CacheEvent.Invalidated;
import io.github.taggedcache.CacheEvent.Level;
import io.github.taggedcache.CacheEvent.Loaded;
import io.github.taggedcache.CacheEvent.Missed;
import io.github.taggedcache.CacheEvent.Refused;
import io.github.taggedcache.CacheEvent.Stored;
import io.github.taggedcache.CacheEvent.Unstorable;
import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.RegionCustomizer;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheListener;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a listener of an application is told, in which order, and on which thread.
 */
@ExtendWith(OutputCaptureExtension.class)
class CacheEventTests {

	private static final CacheEvent.Key KEY = new CacheEvent.Key("articles", "1");

	private final Recorder recorder = new Recorder(TaggedCacheListener.Delivery.CALLER);

	private final ApplicationContextRunner silentRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("tagged-cache.store=memory");

	private final ApplicationContextRunner contextRunner = this.silentRunner.withBean("recorder", Recorder.class,
			() -> this.recorder);

	@Test
	void missLoadStoreAndHitAreToldInThisOrderOnTheThreadOfTheCaller() {
		run((context) -> {
			context.getBean(Library.class).title(1);
			context.getBean(Library.class).title(1);
			assertThat(this.recorder.events).extracting(Object::getClass)
				.containsExactly(Missed.class, Loaded.class, Stored.class, Hit.class);
			assertThat(this.recorder.threads).containsOnly(Thread.currentThread().getName());
		});
	}

	@Test
	void missHasAReason() {
		run((context) -> {
			context.getBean(Library.class).title(1);
			context.getBean(TaggedCacheManager.class).invalidateTags("article:1");
			context.getBean(Library.class).title(1);
			assertThat(this.recorder.of(Missed.class)).containsExactly(new Missed(KEY, MissReason.ABSENT),
					new Missed(KEY, MissReason.TAG));
		});
	}

	@Test
	void hitHasTagsLevelAndAge() {
		run((context) -> {
			context.getBean(Library.class).title(1);
			context.getBean(Library.class).title(1);
			Hit hit = this.recorder.of(Hit.class).get(0);
			assertThat(hit.key()).isEqualTo(KEY);
			assertThat(hit.tags()).containsExactly("article:1");
			assertThat(hit.level()).isEqualTo(Level.NEAR);
			assertThat(hit.age()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
		});
	}

	@Test
	void hitOfTheStoreIsTold() {
		this.contextRunner.withPropertyValues("tagged-cache.defaults.near-cache.enabled=false").run((context) -> {
			context.getBean(Library.class).title(1);
			context.getBean(Library.class).title(1);
			assertThat(this.recorder.of(Hit.class)).extracting(Hit::level).containsExactly(Level.REMOTE);
		});
	}

	@Test
	void failedLoadIsTold() {
		run((context) -> {
			assertThatThrownBy(() -> context.getBean(Library.class).title(-1)).hasMessage("no such article");
			Loaded loaded = this.recorder.of(Loaded.class).get(0);
			assertThat(loaded.isFailure()).isTrue();
			assertThat(loaded.failure()).hasMessage("no such article");
			assertThat(loaded.duration()).isPositive();
		});
	}

	@Test
	void failedLoadOfASynchronizedMethodIsTold() {
		run((context) -> {
			assertThatThrownBy(() -> context.getBean(Library.class).oneAtATime(-1)).hasMessage("no such article");
			assertThat(this.recorder.of(Loaded.class)).singleElement()
				.satisfies((loaded) -> assertThat(loaded.failure()).hasMessage("no such article"));
		});
	}

	@Test
	void storedEntryIsToldWithItsTags() {
		run((context) -> {
			context.getBean(Library.class).title(1);
			assertThat(this.recorder.of(Stored.class)).containsExactly(new Stored(KEY, List.of("article:1")));
		});
	}

	@Test
	void refusedValueIsTold() {
		run((context) -> {
			context.getBean(Library.class).overtaken(1);
			assertThat(this.recorder.of(Refused.class)).containsExactly(new Refused(KEY, List.of("article:1")));
			assertThat(this.recorder.of(Stored.class)).isEmpty();
		});
	}

	@Test
	void unstorableValueIsTold() {
		this.contextRunner.withBean(RegionCustomizer.class, () -> (name, options) -> options.type(Object.class))
			.run((context) -> {
				cache(context).put("1", new Thing("text"));
				assertThat(this.recorder.of(Unstorable.class)).singleElement()
					.satisfies((event) -> assertThat(event.region()).isEqualTo("articles"));
			});
	}

	@Test
	void evictionByACallIsTold() {
		run((context) -> {
			cache(context).evict(1L);
			assertThat(this.recorder.of(Evicted.class)).containsExactly(new Evicted(KEY));
		});
	}

	@Test
	void invalidationsOfThisNodeAreTold() {
		run((context) -> {
			context.getBean(TaggedCacheManager.class).invalidateTags("a", "b");
			context.getBean(TaggedCacheManager.class).softInvalidateTags("c");
			List<Invalidated> events = this.recorder.of(Invalidated.class);
			assertThat(events).extracting(Invalidated::tags).containsExactly(List.of("a", "b"), List.of("c"));
			assertThat(events).extracting(Invalidated::mode)
				.containsExactly(InvalidationMode.HARD, InvalidationMode.SOFT);
			assertThat(events).extracting(Invalidated::isOwn).containsOnly(true);
			assertThat(events.get(1).version()).isGreaterThan(events.get(0).version());
		});
	}

	@Test
	void clearedRegionIsAnInvalidationOfTheRegion() {
		run((context) -> {
			cache(context).clear();
			assertThat(this.recorder.of(Invalidated.class)).singleElement().satisfies((event) -> {
				assertThat(event.region()).isEqualTo("articles");
				assertThat(event.tags()).isEmpty();
				assertThat(event.isOfEverything()).isFalse();
			});
		});
	}

	@Test
	void invalidationOfEverythingNamesNeitherRegionNorTags() {
		run((context) -> {
			context.getBean(TaggedCacheManager.class).invalidateAll();
			assertThat(this.recorder.of(Invalidated.class)).singleElement()
				.satisfies((event) -> assertThat(event.isOfEverything()).isTrue());
		});
	}

	@Test
	void invalidationOfAnotherNodeIsToldWithItsOrigin() {
		try (EmbeddedRedis redis = EmbeddedRedis.start()) {
			onRedis(this.contextRunner, redis).run((here) -> onRedis(this.silentRunner, redis).run((there) -> {
				String[] tag = { "warm" };
				Awaitility.await("the node follows the log on another thread").until(() -> {
					there.getBean(TaggedCacheManager.class).invalidateTags(tag);
					return !this.recorder.of(Invalidated.class).isEmpty();
				});
				assertThat(this.recorder.of(Invalidated.class).get(0)).satisfies((event) -> {
					assertThat(event.tags()).containsExactly("warm");
					assertThat(event.isOwn()).isFalse();
					assertThat(event.origin()).isNotEmpty();
				});
				assertThat(this.recorder.threads).containsOnly("tagged-cache-events");
			}));
		}
	}

	@Test
	void noEventIsToldOnAThreadOfTheDriver() {
		try (EmbeddedRedis redis = EmbeddedRedis.start()) {
			onRedis(this.contextRunner, redis).run((context) -> {
				context.getBean(Library.class).title(1);
				context.getBean(Library.class).oneAtATime(2);
				cache(context).evict(1L);
				context.getBean(TaggedCacheManager.class).invalidateTags("a");
				Awaitility.await("events of the driver's threads come on another one")
					.until(() -> this.recorder.of(Stored.class).size() == 2
							&& !this.recorder.of(Evicted.class).isEmpty()
							&& !this.recorder.of(Invalidated.class).isEmpty());
				assertThat(this.recorder.threads).containsOnly(Thread.currentThread().getName(), "tagged-cache-events");
			});
		}
	}

	@Test
	void listenerMayBeCalledOnAThreadOfItsOwnInTheOrderOfTheEvents() {
		Recorder apart = new Recorder(TaggedCacheListener.Delivery.EXECUTOR);
		this.silentRunner.withBean("apart", Recorder.class, () -> apart).run((context) -> {
			context.getBean(Library.class).title(1);
			context.getBean(Library.class).title(1);
			Awaitility.await("the listener is called on another thread").until(() -> apart.events.size() == 4);
			assertThat(apart.events).extracting(Object::getClass)
				.containsExactly(Missed.class, Loaded.class, Stored.class, Hit.class);
			assertThat(apart.threads).containsOnly("tagged-cache-events");
		});
	}

	@Test
	void exceptionOfAListenerIsLoggedOnceAndHasNoEffect(CapturedOutput output) {
		this.silentRunner.withBean("failing", TaggedCacheListener.class, () -> (event) -> {
			throw new IllegalStateException("broken listener");
		}).run((context) -> {
			assertThat(context.getBean(Library.class).title(1)).isEqualTo("title 1");
			assertThat(context.getBean(Library.class).title(1)).isEqualTo("title 1");
			assertThat(output.toString().split("threw an exception, which is ignored", -1)).hasSize(2);
			assertThat(output).contains("broken listener");
		});
	}

	@Test
	void listenerThatThrowsDoesNotKeepEventsFromOthers() {
		this.silentRunner.withBean("failing", TaggedCacheListener.class, () -> (event) -> {
			throw new AssertionError("broken listener");
		}).withBean("recorder", Recorder.class, () -> this.recorder).run((context) -> {
			context.getBean(Library.class).title(1);
			assertThat(this.recorder.events).hasSize(3);
		});
	}

	@Test
	void listenerThatUsesTheCacheIsNotToldOfThat() {
		this.silentRunner.withUserConfiguration(Curious.class).run((context) -> {
			context.getBean(Library.class).title(1);
			assertThat(context.getBean(CuriousListener.class).events).hasSize(3);
		});
	}

	@Test
	void eventsArePublishedWhereThatIsWanted() {
		this.silentRunner.withUserConfiguration(Subscriber.class)
			.withPropertyValues("tagged-cache.events.publish=true")
			.run((context) -> {
				context.getBean(Library.class).title(1);
				assertThat(context.getBean(Subscriber.class).missed)
					.containsExactly(new Missed(KEY, MissReason.ABSENT));
			});
	}

	@Test
	void noEventIsPublishedByDefault() {
		this.silentRunner.withUserConfiguration(Subscriber.class).run((context) -> {
			context.getBean(Library.class).title(1);
			assertThat(context.getBean(Subscriber.class).missed).isEmpty();
		});
	}

	@Test
	void nearHitAllocatesNothingWithoutAListener() {
		this.silentRunner.run((context) -> {
			Awaitility.await("the first beat is answered on another thread")
				.until(() -> context.getBean(Node.class).trusted() != null);
			context.getBean(Library.class).title(1);
			Region region = (Region) Objects.requireNonNull(cache(context).getNativeCache());
			ValueType type = region.type(String.class, "this test");
			Object key = 1L;
			allocated(region, type, key, 20_000);
			assertThat(allocated(region, type, key, 10_000)).isLessThan(10_000);
		});
	}

	@Test
	void textOfAnEventDoesNotShowTheKey() {
		assertThat(new Missed(new CacheEvent.Key("articles", "secret"), MissReason.ABSENT).toString())
			.contains("articles")
			.doesNotContain("secret");
	}

	private static long allocated(Region region, ValueType type, Object key, int reads) {
		com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < reads; i++) {
			if (region.readNear(key, type, LiteralTags.NONE) == null) {
				throw new AssertionError("not there");
			}
		}
		return threads.getCurrentThreadAllocatedBytes() - before;
	}

	private void run(Consumer<AssertableApplicationContext> test) {
		this.contextRunner.run(test::accept);
	}

	private static ApplicationContextRunner onRedis(ApplicationContextRunner runner, EmbeddedRedis redis) {
		return runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withPropertyValues("spring.application.name=shop", "tagged-cache.store=redis",
					"spring.data.redis.url=" + redis.uri());
	}

	private static TaggedCache cache(AssertableApplicationContext context) {
		return Objects.requireNonNull(context.getBean(TaggedCacheManager.class).getCache("articles"));
	}

	/**
	 * Writes down what it is told, and where.
	 */
	static final class Recorder implements TaggedCacheListener {

		private final List<CacheEvent> events = new CopyOnWriteArrayList<>();

		private final List<String> threads = new CopyOnWriteArrayList<>();

		private final Delivery delivery;

		Recorder(Delivery delivery) {
			this.delivery = delivery;
		}

		@Override
		public void onEvent(CacheEvent event) {
			this.threads.add(Thread.currentThread().getName());
			this.events.add(event);
		}

		@Override
		public Delivery delivery() {
			return this.delivery;
		}

		<T extends CacheEvent> List<T> of(Class<T> type) {
			Predicate<CacheEvent> wanted = type::isInstance;
			return this.events.stream().filter(wanted).map(type::cast).toList();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		Library library(ObjectProvider<TaggedCacheManager> manager) {
			return new Library(manager);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Curious {

		@Bean
		CuriousListener curiousListener(Library library) {
			return new CuriousListener(library);
		}

	}

	static final class CuriousListener implements TaggedCacheListener {

		private final List<CacheEvent> events = new CopyOnWriteArrayList<>();

		private final Library library;

		CuriousListener(Library library) {
			this.library = library;
		}

		@Override
		public void onEvent(CacheEvent event) {
			this.events.add(event);
			this.library.title(7);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Subscriber {

		private final List<Missed> missed = new CopyOnWriteArrayList<>();

		@EventListener
		void on(Missed event) {
			this.missed.add(event);
		}

	}

	static class Library {

		private final ObjectProvider<TaggedCacheManager> manager;

		Library(ObjectProvider<TaggedCacheManager> manager) {
			this.manager = manager;
		}

		@Cacheable("articles")
		@CacheTags("article:#{#id}")
		public String title(long id) {
			if (id < 0) {
				throw new IllegalArgumentException("no such article");
			}
			return "title " + id;
		}

		@Cacheable(cacheNames = "articles", sync = true)
		@CacheTags("article:#{#id}")
		public String oneAtATime(long id) {
			return title(id);
		}

		@Cacheable("articles")
		@CacheTags("article:#{#id}")
		public String overtaken(long id) {
			this.manager.getObject().invalidateTags("article:" + id);
			return "title " + id;
		}

	}

	/**
	 * Would come back as a map where Object is declared.
	 *
	 * @param name its name
	 */
	record Thing(String name) {

	}

}
