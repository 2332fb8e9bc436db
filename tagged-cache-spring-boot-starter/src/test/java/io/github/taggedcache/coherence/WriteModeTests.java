package io.github.taggedcache.coherence;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.WriteMode;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.region.WriteBehind;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether callers wait until Redis has what their methods returned.
 */
class WriteModeTests {

	private static final String PATIENT = "tagged-cache.max-staleness=30s";

	private static final String THROUGH = "tagged-cache.defaults.write=through";

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final Database database = new Database();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private Instance start(String... properties) {
		Instance instance = Instance.start(this.server.uri(), "write", this.database, properties);
		instance.awaitCaughtUp();
		instance.library().plain(0);
		instance.awaitWritten();
		return instance;
	}

	@ParameterizedTest
	@CsvSource({ "bounded, , , BEHIND", "strict, , , THROUGH", "bounded, through, , THROUGH",
			"strict, behind, , BEHIND", "bounded, through, behind, BEHIND", "bounded, , through, THROUGH" })
	void modeIsThatOfTheCacheElseOfAllElseOfTheConsistency(String consistency, String all, String own,
			WriteMode expected) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
					JacksonAutoConfiguration.class))
			.withBean(Database.class)
			.withUserConfiguration(Library.class)
			.withPropertyValues("tagged-cache.store=memory", "tagged-cache.consistency=" + consistency)
			.withPropertyValues((all != null) ? new String[] { "tagged-cache.defaults.write=" + all } : new String[0])
			.withPropertyValues(
					(own != null) ? new String[] { "tagged-cache.caches.plain.write=" + own } : new String[0])
			.run((context) -> {
				Cache cache = context.getBean(CacheManager.class).getCache("plain");
				Region region = (Region) cache.getNativeCache();
				assertThat(region.settings().writesBehind()).isEqualTo(expected == WriteMode.BEHIND);
			});
	}

	@Test
	void callerDoesNotWaitForAServerThatHangs() {
		try (Instance instance = start(PATIENT); Instance other = start(PATIENT)) {
			this.database.afterNextRead(this.server::pause);
			try {
				assertThat(instance.library().plain(1).id()).isOne();
				assertThat(underWay(instance)).isOne();
				long reads = this.database.reads();
				instance.library().plain(1);
				assertThat(this.database.reads()).isEqualTo(reads);
			}
			finally {
				this.server.resume();
			}
			instance.awaitWritten();
			long reads = this.database.reads();
			other.library().plain(1);
			assertThat(this.database.reads()).isEqualTo(reads);
		}
	}

	@Test
	void nodeWithoutANearCacheReadsWhatIsUnderWay() {
		try (Instance instance = start(PATIENT, "tagged-cache.defaults.near-cache.enabled=false")) {
			this.database.afterNextRead(this.server::pause);
			try {
				instance.library().plain(1);
				long reads = this.database.reads();
				instance.library().plain(1);
				assertThat(this.database.reads()).isEqualTo(reads);
			}
			finally {
				this.server.resume();
			}
		}
	}

	@Test
	void callerWhoWritesThroughWaits() {
		try (Instance instance = start(PATIENT, THROUGH)) {
			CompletableFuture<Void> paused = new CompletableFuture<>();
			this.database.afterNextRead(() -> {
				this.server.pause();
				paused.complete(null);
			});
			CompletableFuture<Article> read = CompletableFuture.supplyAsync(() -> instance.library().plain(1));
			paused.join();
			assertThat(read.completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join()).isNull();
			this.server.resume();
			Waiting.await("the value").until(() -> connectionFinds("write:plain:*"));
		}
	}

	private boolean connectionFinds(String pattern) {
		try (RespConnection connection = this.server.connect()) {
			return String.valueOf(connection.call("KEYS", pattern)).length() > 2;
		}
	}

	@Test
	void valueThatDoesNotArriveIsToldToTheErrorHandler() {
		Told told = new Told();
		try (Instance instance = Instance.start(this.server.uri(), "write", this.database,
				(context) -> context.registerBean(Told.class, () -> told), PATIENT,
				"tagged-cache.command-timeout=200ms")) {
			instance.awaitCaughtUp();
			instance.library().plain(0);
			instance.awaitWritten();
			this.database.afterNextRead(this.server::pause);
			try {
				instance.library().plain(1);
				Waiting.await("the failure").until(() -> !told.failures.isEmpty());
			}
			finally {
				this.server.resume();
			}
			assertThat(told.failures).singleElement().isInstanceOf(StoreException.class);
			assertThat(told.keys).containsExactly(1L);
			assertThat(underWay(instance)).isZero();
			assertThat(instance.statistics("plain").storeErrors()).isPositive();
		}
	}

	@Test
	void applicationThatEndsLetsItsValuesArrive() {
		Instance instance = start(PATIENT);
		this.database.afterNextRead(this.server::pause);
		instance.library().plain(1);
		CompletableFuture<Void> closed = CompletableFuture.runAsync(instance::close);
		Waiting.await("the end").until(() -> !instance.context().isActive());
		this.server.resume();
		closed.join();
		try (Instance later = start(PATIENT)) {
			long reads = this.database.reads();
			later.library().plain(1);
			assertThat(this.database.reads()).isEqualTo(reads);
		}
	}

	/**
	 * What was under way is lost, which costs no more than a load.
	 */
	@Test
	void processThatIsKilledBeforeItsValueArrivesCostsALoad() throws IOException {
		try (Instance other = start(PATIENT)) {
			try (KilledInstance killed = new KilledInstance(this.server.uri(), "write", 1)) {
				killed.awaitLoad();
				this.server.pause();
				killed.awaitReturn();
			}
			finally {
				this.server.resume();
			}
			long reads = this.database.reads();
			other.library().plain(1);
			assertThat(this.database.reads()).isLessThanOrEqualTo(reads + 1);
			long revision = Invalidating.TAG.on(other, 1);
			assertThat(other.library().plain(1).revision()).isEqualTo(revision);
			assertThat(other.library().plain(1).revision()).isEqualTo(revision);
		}
	}

	private static int underWay(Instance instance) {
		return instance.context().getBean(WriteBehind.class).entries();
	}

	/**
	 * What the error handler is told; it throws, as Spring's own does.
	 */
	private static final class Told extends SimpleCacheErrorHandler {

		private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

		private final Queue<Object> keys = new ConcurrentLinkedQueue<>();

		@Override
		public void handleCachePutError(RuntimeException exception, Cache cache, Object key, Object value) {
			this.keys.add(key);
			this.failures.add(exception);
			super.handleCachePutError(exception, cache, key, value);
		}

	}

}
