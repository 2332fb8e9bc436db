package io.github.taggedcache.autoconfigure.endpoint;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.taggedcache.Explanation.Outcome;
import io.github.taggedcache.RegionCustomizer;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.cache.DisabledCacheManager;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.UnstorableValues;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.memory.MemoryStore;
import io.github.taggedcache.endpoint.ExplanationDescriptor;
import io.github.taggedcache.endpoint.ExplanationDescriptor.KeyType;
import io.github.taggedcache.endpoint.InvalidationDescriptor;
import io.github.taggedcache.endpoint.KeyDescriptor;
import io.github.taggedcache.endpoint.KeysDescriptor;
import io.github.taggedcache.endpoint.KeysDescriptor.KeyOfEntry;
import io.github.taggedcache.endpoint.LogDescriptor;
import io.github.taggedcache.endpoint.LogDescriptor.NamedKey;
import io.github.taggedcache.endpoint.TagDescriptor;
import io.github.taggedcache.endpoint.TaggedCacheEndpoint;
import io.github.taggedcache.endpoint.TaggedCacheEndpoint.CachesDescriptor;
import io.github.taggedcache.endpoint.TaggedCacheEndpoint.EventsDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.jmx.JmxEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.jmx.JmxOperation;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The endpoint as Boot's discovery of endpoints shows it, with conversion of parameters
 * and access rules.
 */
class TaggedCacheEndpointAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheEndpointAutoConfiguration.class,
				TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class, JmxAutoConfiguration.class,
				EndpointAutoConfiguration.class, JmxEndpointAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withInitializer((context) -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
		.withPropertyValues("tagged-cache.store=memory", "tagged-cache.namespace=shop",
				"tagged-cache.caches.articles.time-to-live=10m", "spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=taggedcache");

	@Test
	void namespaceIsShown() {
		this.contextRunner.run((context) -> assertThat(read(context).namespace()).isEqualTo("shop"));
	}

	@Test
	void declaredRegionsAreShown() {
		this.contextRunner.run((context) -> assertThat(read(context).regions()).containsOnlyKeys("articles"));
	}

	@Test
	void dynamicRegionsAreShown() {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).getCache("authors");
			assertThat(read(context).regions()).containsOnlyKeys("articles", "authors");
		});
	}

	@Test
	void timeToLiveIsShown() {
		this.contextRunner
			.run((context) -> assertThat(read(context).regions().get("articles").timeToLive()).isEqualTo("PT10M"));
	}

	@Test
	void countsAreShown() {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).getCache("articles").put("key", "value");
			context.getBean(TaggedCacheManager.class).getCache("articles").get("key");
			context.getBean(TaggedCacheManager.class).getCache("articles").get("other");
			context.getBean(TaggedCacheManager.class).getCache("articles").evict("key");
			assertThat(read(context).regions().get("articles"))
				.isEqualTo(new TaggedCacheEndpoint.RegionDescriptor("PT10M", 1, 0, 1, 1, 1, 0, 0));
		});
	}

	@Test
	void reasonsWhyValuesCannotBeStoredAreShown() {
		this.contextRunner.withBean(RegionCustomizer.class, () -> (name, options) -> options.type(Object.class))
			.run((context) -> {
				context.getBean(TaggedCacheManager.class).getCache("articles").put("key", new Thing("text"));
				assertThat(read(context).regions().get("articles").unstorable()).isOne();
				assertThat(read(context).unstorable()).singleElement().satisfies((reason) -> {
					assertThat(reason.declaredBy()).isEqualTo("the RegionCustomizer of 'articles'");
					assertThat(reason.region()).isEqualTo("articles");
					assertThat(reason.count()).isOne();
					assertThat(reason.message()).contains("Thing");
				});
			});
	}

	@Test
	void writingInvalidatesTags() {
		this.contextRunner.run((context) -> {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("articles").put("one", "value", "author:1");
			manager.getCache("articles").put("two", "value", "author:2");
			manager.getCache("articles").put("three", "value", "author:3");
			write(context, Map.of("tags", List.of("author:1", "author:2")));
			assertThat(manager.getCache("articles").getAll(List.of("one", "two", "three"))).containsOnlyKeys("three");
		});
	}

	@Test
	void oneTagNeedsNoList() {
		this.contextRunner.run((context) -> {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("articles").put("one", "value", "author:1");
			write(context, Map.of("tags", "author:1"));
			assertThat(manager.getCache("articles").get("one")).isNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "~reserved" })
	void wrongTagIsABadRequest(String tag) {
		this.contextRunner.run((context) -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> write(context, Map.of("tags", List.of("author:1", tag))))
			.satisfies((ex) -> assertThat(ex.getReason()).startsWith("One of 'tags' is not valid: ")));
	}

	@Test
	void wrongTagInvalidatesNone() {
		this.contextRunner.run((context) -> {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("articles").put("one", "value", "author:1");
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> write(context, Map.of("tags", List.of("author:1", "~reserved"))));
			assertThat(manager.getCache("articles").get("one", String.class)).isEqualTo("value");
		});
	}

	@Test
	void noTagsAreABadRequest() {
		this.contextRunner.run((context) -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> write(context, Map.of("tags", List.of())))
			.satisfies((ex) -> assertThat(ex.getReason()).startsWith("Nothing to invalidate: ")));
	}

	@Test
	void missingTagsAreABadRequest() {
		this.contextRunner.run((context) -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> write(context, Map.of())));
	}

	@Test
	void readOnlyAccessLeavesNoWriting() {
		this.contextRunner.withPropertyValues("management.endpoint.taggedcache.access=read-only")
			.run((context) -> assertThat(operations(context)).extracting(JmxOperation::getType)
				.hasSize(5)
				.containsOnly(OperationType.READ));
	}

	@Test
	void keysAreListedOverJmx() {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).getCache("articles").put(42, "value", "author:1");
			KeysDescriptor found = (KeysDescriptor) invoke(context, "keys", Map.of("tag", "author:1"));
			assertThat(found.keys()).singleElement().satisfies((key) -> {
				assertThat(key.key()).isEqualTo(EntryKey.of("articles", "42").shortHash());
				assertThat(key.tags()).containsExactly("author:1");
			});
		});
	}

	@Test
	void patternIsCountedAndThenEvictedOverJmx() {
		this.contextRunner.withPropertyValues("management.endpoint.taggedcache.show-keys=always").run((context) -> {
			TaggedCache cache = context.getBean(TaggedCacheManager.class).getCache("articles");
			cache.put("user-1", "value");
			Map<String, Object> request = Map.of("region", "articles", "pattern", "user-*");
			Map<String, Object> dryRun = new HashMap<>(request);
			dryRun.put("dryRun", true);
			InvalidationDescriptor counted = (InvalidationDescriptor) invoke(context, "invalidate", dryRun);
			assertThat(counted.entries()).isOne();
			assertThat(counted.samples()).extracting(KeyOfEntry::key).containsExactly("\"user-1\"");
			assertThat(cache.get("user-1")).isNotNull();
			InvalidationDescriptor done = (InvalidationDescriptor) invoke(context, "invalidate", request);
			assertThat(done.matched()).isOne();
			assertThat(cache.get("user-1")).isNull();
		});
	}

	@Test
	void nodeIsShown() {
		this.contextRunner.run((context) -> {
			Node node = context.getBean(Node.class);
			assertThat(read(context).node()).isEqualTo(node.origin());
			assertThat(read(context).consistency()).isEqualTo("bounded");
			assertThat(read(context).pendingInvalidations()).isZero();
			node.hold(List.of("author:1"), List.of());
			assertThat(read(context).pendingInvalidations()).isOne();
			assertThat(read(context).follower().caughtUp()).isFalse();
		});
	}

	@Test
	void keyIsExplained() {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).getCache("articles").put(42, "value", "author:1");
			KeyDescriptor found = (KeyDescriptor) invoke(context, "explain", Map.of("region", "articles", "key", "42"));
			assertThat(found.region()).isEqualTo("articles");
			assertThat(found.explanations()).singleElement().satisfies((explanation) -> {
				assertThat(explanation.outcome()).isEqualTo(Outcome.NEAR);
				assertThat(explanation.type()).isEqualTo(KeyType.NUMBER);
				assertThat(explanation.key()).isEqualTo(EntryKey.of("articles", "42").shortHash());
			});
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "when-authorized", "always" })
	void keysAreShownOverJmxUnlessTheyNeverAre(String show) {
		this.contextRunner.withPropertyValues("management.endpoint.taggedcache.show-keys=" + show).run((context) -> {
			context.getBean(TaggedCacheManager.class).getCache("articles").evict(42);
			KeyDescriptor found = (KeyDescriptor) invoke(context, "explain", Map.of("region", "articles", "key", "42"));
			assertThat(found.explanations()).extracting(ExplanationDescriptor::key).containsExactly("42");
			LogDescriptor log = (LogDescriptor) invoke(context, "log", Map.of());
			assertThat(log.records().get(0).keys()).containsExactly(new NamedKey("articles", "42"));
		});
	}

	@Test
	void unknownRegionIsABadRequest() {
		this.contextRunner.run((context) -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> invoke(context, "explain", Map.of("region", "unknown", "key", "42")))
			.withMessage("This node has no region 'unknown'; it has [articles]"));
	}

	@Test
	void tagIsTold() {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).invalidateTags("author:1");
			TagDescriptor found = (TagDescriptor) invoke(context, "tag", Map.of("tag", "author:1"));
			assertThat(found.invalidations()).singleElement()
				.satisfies((invalidation) -> assertThat(invalidation.version()).isEqualTo(found.hard()));
			assertThat(found.searchedRecords()).isOne();
			assertThat(found.unnamedRecords()).isZero();
		});
	}

	@Test
	void recordsThatNameNothingAreCounted() {
		this.contextRunner.run((context) -> {
			List<String> tags = IntStream.rangeClosed(0, InvalidationLog.WIDE).mapToObj((i) -> "t" + i).toList();
			context.getBean(InvalidationLog.class)
				.append(new Append(tags, List.of(), Mode.HARD, 0, 0, Append.ALWAYS, "other release"))
				.join();
			TagDescriptor found = (TagDescriptor) invoke(context, "tag", Map.of("tag", "t1"));
			assertThat(found.hard()).isPositive();
			assertThat(found.invalidations()).isEmpty();
			assertThat(found.unnamedRecords()).isOne();
		});
	}

	@Test
	void logIsShown() {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).invalidateTags("author:1");
			context.getBean(TaggedCacheManager.class).invalidateTags("author:2");
			LogDescriptor log = (LogDescriptor) invoke(context, "log", Map.of("limit", 1));
			assertThat(log.records()).singleElement()
				.satisfies((record) -> assertThat(record.tags()).containsExactly("author:2"));
		});
	}

	@Test
	void limitOfTheLogIsBounded() {
		this.contextRunner.run((context) -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> invoke(context, "log", Map.of("limit", 0)))
			.withMessage("'limit' must be a number from 1 to 1000, not '0'"));
	}

	@Test
	void noAccessLeavesNoEndpoint() {
		this.contextRunner.withPropertyValues("management.endpoint.taggedcache.access=none")
			.run((context) -> assertThat(context).doesNotHaveBean(TaggedCacheEndpoint.class));
	}

	@Test
	void endpointThatIsNotExposedIsNotThere() {
		this.contextRunner.withPropertyValues("management.endpoints.jmx.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(TaggedCacheEndpoint.class));
	}

	@Test
	void endpointIsNotThereWhereTheCacheIsSwitchedOff() {
		this.contextRunner.withPropertyValues("tagged-cache.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TaggedCacheEndpoint.class));
	}

	@Test
	void endpointOfTheApplicationWins() {
		TaggedCacheEndpoint own = new TaggedCacheEndpoint(new DisabledCacheManager(), "own",
				new Node(new MemoryStore(InstantSource.system(), 1), new Retention()), UnstorableValues.logged(),
				() -> new EventsDescriptor(0, 0));
		this.contextRunner.withBean("own", TaggedCacheEndpoint.class, () -> own)
			.run((context) -> assertThat(context).getBean(TaggedCacheEndpoint.class).isSameAs(own));
	}

	private static CachesDescriptor read(BeanFactory context) {
		return (CachesDescriptor) invoke(context, "caches", Map.of());
	}

	private static void write(BeanFactory context, Map<String, Object> parameters) {
		invoke(context, "invalidate", parameters);
	}

	private static Object invoke(BeanFactory context, String name, Map<String, Object> parameters) {
		JmxOperation operation = operations(context).stream()
			.filter((candidate) -> candidate.getName().equals(name))
			.findFirst()
			.orElseThrow();
		return operation.invoke(new InvocationContext(SecurityContext.NONE, parameters));
	}

	private static List<JmxOperation> operations(BeanFactory context) {
		return context.getBean(JmxEndpointsSupplier.class)
			.getEndpoints()
			.stream()
			.flatMap((endpoint) -> endpoint.getOperations().stream())
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	/**
	 * Would come back as a map where Object is declared.
	 *
	 * @param name its name
	 */
	record Thing(String name) {

	}

}
