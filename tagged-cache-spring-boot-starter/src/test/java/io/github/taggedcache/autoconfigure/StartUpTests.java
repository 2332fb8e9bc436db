package io.github.taggedcache.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.redis.RedisStore;
import io.github.taggedcache.testsupport.CommandLog;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.MonitoredCommand;
import io.github.taggedcache.testsupport.RespConnection;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What starting and closing an application does, on a server of its own.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartUpTests {

	private static EmbeddedRedis redis;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				DataRedisAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.namespace=shop", "tagged-cache.caches.authors.time-to-live=1m",
				"tagged-cache.caches.articles.time-to-live=1m", "spring.data.redis.url=" + redis.uri());

	@BeforeAll
	static void startRedis() {
		redis = EmbeddedRedis.start();
	}

	@AfterAll
	static void stopRedis() {
		redis.close();
	}

	@Test
	void lineSaysWhatIsInUse(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(output).contains("Tagged caches: store redis, namespace 'shop',"
				+ " consistency bounded, regions [articles, authors] and others on demand"));
	}

	@Test
	void lineSaysThatRegionsAreFixed(CapturedOutput output) {
		this.contextRunner.withPropertyValues("tagged-cache.store=memory", "tagged-cache.dynamic-caches=false")
			.run((context) -> assertThat(output.getOut().lines())
				.anyMatch((line) -> line.endsWith("Tagged caches: store memory, namespace 'shop', consistency bounded,"
						+ " regions [articles, authors]")));
	}

	@Test
	void lineIsWrittenOnce(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).getCache("dynamic").put("key", "value");
			assertThat(StringUtils.countOccurrencesOf(output.getOut(), "Tagged caches:")).isEqualTo(1);
		});
	}

	@Test
	void scriptsOneCheckAndQuestionsAboutPersistenceAreAllThatIsSentBesidesFollowing() {
		List<MonitoredCommand> commands = CommandLog.of(redis)
			.record(() -> this.contextRunner
				.run((context) -> context.getBean(TaggedCacheManager.class).invalidateTags("the end of the start")));
		assertThat(commands).filteredOn((command) -> !command.fromScript() && !isOfAnotherNamespace(command))
			.extracting(MonitoredCommand::name)
			.filteredOn((name) -> !List.of("HELLO", "CLIENT", "PING", "XREAD", "GETEX", "MGET").contains(name))
			.contains("SCRIPT", "EVALSHA")
			.isSubsetOf("SCRIPT", "EVALSHA", "EVAL", "INFO");
	}

	/**
	 * Applications of other tests may be there still.
	 */
	private static boolean isOfAnotherNamespace(MonitoredCommand command) {
		return command.arguments().stream().anyMatch((key) -> key.startsWith("{") && !key.startsWith("{shop}"));
	}

	@Test
	void persistenceThatIsOnIsWarnedOfOnce(CapturedOutput output) {
		try (EmbeddedRedis persistent = EmbeddedRedis.start("--save", "3600 1", "--appendonly", "yes")) {
			this.contextRunner.withPropertyValues("spring.data.redis.url=" + persistent.uri()).run((context) -> {
				Awaitility.await("the server is asked on another thread")
					.until(() -> output.getOut().contains("Redis writes its data to disk"));
				assertThat(output.getOut()).contains("Redis writes its data to disk (save \"3600 1\", appendonly yes)");
				assertThat(StringUtils.countOccurrencesOf(output.getOut(), "Redis writes its data to disk"))
					.isEqualTo(1);
			});
		}
	}

	@Test
	void userWhoMayNotAskAboutPersistenceIsNotWarned(CapturedOutput output) {
		try (EmbeddedRedis persistent = EmbeddedRedis.start("--save", "3600 1", "--rename-command", "CONFIG",
				"HIDDEN")) {
			this.contextRunner.withPropertyValues("spring.data.redis.url=" + persistent.uri())
				.run((context) -> assertThat(context.getBean(RedisStore.class).warnings())
					.succeedsWithin(Duration.ofSeconds(10))
					.asInstanceOf(InstanceOfAssertFactories.LIST)
					.isEmpty());
			assertThat(output.getOut()).doesNotContain("Redis writes its data to disk");
		}
	}

	@Test
	void startGoesOnWhereTheStoreIsAway() {
		away().run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void storeThatIsAwayIsWarnedOfOnce(CapturedOutput output) {
		away().run((context) -> {
			Awaitility.await("the connection is refused on another thread")
				.until(() -> output.getOut().contains("The store of the tagged caches is out of reach"));
			Awaitility.await("the follower finds out by itself")
				.until(() -> output.getOut().contains("The log of the tagged caches cannot be followed"));
			// The third is that of the breaker
			assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).hasSize(3);
		});
	}

	@Test
	void warningSaysHowLongTheStoreWasWaitedFor(CapturedOutput output) {
		try (RoundTripProxy proxy = RoundTripProxy.to(redis)) {
			proxy.holdAnswers();
			this.contextRunner
				.withPropertyValues("spring.data.redis.url=" + proxy.uri(), "spring.data.redis.timeout=200ms")
				.run((context) -> Awaitility.await("the command times out on another thread")
					.untilAsserted(() -> assertThat(output.getOut()).containsPattern(
							"The store of the tagged caches is out of reach: waited ([2-9][0-9]{2}|[0-9]{4,}) ms for an answer")));
		}
	}

	@Test
	void storeThatAnswersLateIsSaidToBeBackOnce(CapturedOutput output) {
		try (RoundTripProxy proxy = RoundTripProxy.to(redis)) {
			proxy.holdAnswers();
			this.contextRunner
				.withPropertyValues("spring.data.redis.url=" + proxy.uri(), "spring.data.redis.timeout=200ms")
				.run((context) -> {
					Awaitility.await("the command times out on another thread")
						.until(() -> output.getOut().contains("The store of the tagged caches is out of reach"));
					proxy.release();
					Awaitility.await("the next attempt comes a second later")
						.until(() -> output.getOut().contains("The store of the tagged caches answers, "));
					assertThat(StringUtils.countOccurrencesOf(output.getOut(), "of the tagged caches is out of reach"))
						.isEqualTo(1);
				});
		}
	}

	@Test
	void storeThatIsThereIsNotSaidToBeBack(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).invalidateTags("the end of the start");
			assertThat(output).doesNotContain("The store of the tagged caches answers");
		});
	}

	@Test
	void startWithoutANameIsRefused() {
		withoutName().run((context) -> assertThat(context.getStartupFailure()).rootCause()
			.isInstanceOf(SetupException.class)
			.hasMessageContaining("neither spring.application.name nor tagged-cache.namespace is set")
			.hasMessageContaining("Set spring.application.name"));
	}

	@Test
	void nameOfTheApplicationIsEnough(CapturedOutput output) {
		withoutName().withPropertyValues("spring.application.name=library")
			.run((context) -> assertThat(output).contains("namespace 'library'"));
	}

	@Test
	void storeInMemoryNeedsNoName(CapturedOutput output) {
		withoutName().withPropertyValues("tagged-cache.store=memory")
			.run((context) -> assertThat(output).contains("namespace 'application'"));
	}

	private static ApplicationContextRunner withoutName() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
					DataRedisAutoConfiguration.class))
			.withUserConfiguration(CachingConfiguration.class)
			.withPropertyValues("spring.data.redis.url=" + redis.uri());
	}

	@Test
	void cachedMethodsStillWorkWhereTheStoreIsAway() {
		away().run((context) -> assertThat(
				context.getBean(TaggedCacheManager.class).getCache("articles").get("key", () -> "loaded", "tag"))
			.isEqualTo("loaded"));
	}

	@Test
	void closingEndsTheThreads() {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		this.contextRunner
			.run((context) -> context.getBean(TaggedCacheManager.class).getCache("articles").retrieve("key").get());
		Awaitility.await("idle threads of a pool end on a signal")
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
				.filteredOn((thread) -> !before.contains(thread))
				.extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("tagged-cache-")));
	}

	@Test
	void closingEndsTheConnections() {
		this.contextRunner.run((context) -> context.getBean(TaggedCacheManager.class).invalidateTags("tag"));
		try (RespConnection connection = redis.connect()) {
			Awaitility.await("the server notices closed connections in its own time")
				.atMost(Duration.ofSeconds(10))
				.until(() -> connection.text("CLIENT", "LIST").lines().count() == 1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "bounded", "strict" })
	void anotherConnectionIsOpenedThatFollowsTheLog(String consistency) {
		this.contextRunner.withPropertyValues("tagged-cache.consistency=" + consistency).run((context) -> {
			context.getBean(TaggedCacheManager.class).invalidateTags("tag");
			Awaitility.await("the follower connects on another thread")
				.untilAsserted(() -> assertThat(connections()).hasSize(2)
					.filteredOn((line) -> line.contains(" name=tagged-cache-follower "))
					.hasSize(1));
		});
	}

	@Test
	void nodeIsSoonCaughtUpWithTheLog() {
		this.contextRunner.run((context) -> Awaitility.await("the first beat is answered on another thread")
			.until(() -> context.getBean(Node.class).trusted() != null));
	}

	private static List<String> connections() {
		try (RespConnection connection = redis.connect()) {
			return connection.text("CLIENT", "LIST").lines().filter((line) -> !line.contains("cmd=client")).toList();
		}
	}

	@Test
	void asynchronousReadsRunOnNamedThreads() {
		this.contextRunner.run((context) -> assertThat(threadOf(context.getBean(CacheExecutor.class)).getName())
			.startsWith("tagged-cache-"));
	}

	@Test
	void threadsAreDaemons() {
		this.contextRunner
			.run((context) -> assertThat(threadOf(context.getBean(CacheExecutor.class)).isDaemon()).isTrue());
	}

	@Test
	void virtualThreadsAreUsedWhereTheApplicationAsksForThemAndTheJvmHasThem() {
		boolean present = Runtime.version().feature() >= 21;
		this.contextRunner.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(isVirtual(context.getBean(CacheExecutor.class))).isEqualTo(present));
	}

	/**
	 * Virtual threads are all in one group of theirs; asked on the thread, since one that
	 * has ended has no group.
	 */
	private static boolean isVirtual(CacheExecutor executor) {
		return CompletableFuture
			.supplyAsync(() -> Thread.currentThread().getThreadGroup().getName(), executor.executor())
			.join()
			.equals("VirtualThreads");
	}

	private static Thread threadOf(CacheExecutor executor) {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		executor.executor().execute(() -> thread.complete(Thread.currentThread()));
		return thread.join();
	}

	private ApplicationContextRunner away() {
		try (EmbeddedRedis stopped = EmbeddedRedis.start()) {
			return this.contextRunner.withPropertyValues("spring.data.redis.url=" + stopped.uri(),
					"spring.data.redis.timeout=2s");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
