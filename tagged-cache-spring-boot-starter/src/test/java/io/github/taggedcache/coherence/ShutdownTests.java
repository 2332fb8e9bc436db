package io.github.taggedcache.coherence;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application leaves behind when it ends.
 */
class ShutdownTests {

	private static final String NAMESPACE = "shutdown";

	private static final Duration STOP_BOUND = Duration.ofSeconds(1);

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final Database database = new Database();

	private Set<Thread> threadsBefore;

	@BeforeEach
	void rememberThreads() {
		this.threadsBefore = Thread.getAllStackTraces().keySet();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private Instance start(String... properties) {
		Instance instance = Instance.start(this.server.uri(), NAMESPACE, this.database, properties);
		instance.awaitCaughtUp();
		for (Reading reading : Reading.values()) {
			reading.on(instance, 1);
		}
		return instance;
	}

	@Test
	void noThreadIsLeft() {
		start().close();
		Waiting.await("end of threads").untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void noConnectionIsLeft() {
		start().close();
		Waiting.await("end of connections").untilAsserted(() -> assertThat(connections()).hasSize(1));
	}

	@Test
	void stopTakesLessThanASecondWhileTheNextRecordIsWaitedFor() {
		try (Instance instance = start("tagged-cache.max-staleness=1h")) {
			assertStopsInTime(instance);
			assertThat(instance.follower().isRunning()).isFalse();
			Waiting.await("end of the thread").untilAsserted(() -> assertThat(followingThreads()).isEmpty());
		}
	}

	@Test
	void stopTakesLessThanASecondWhileTheServerHangs() {
		try (Instance instance = start()) {
			this.server.pause();
			Waiting.await("quarantine").until(() -> !instance.isCaughtUp());
			assertStopsInTime(instance);
			assertThat(instance.follower().isRunning()).isFalse();
			Waiting.await("end of the thread").untilAsserted(() -> assertThat(followingThreads()).isEmpty());
		}
		finally {
			this.server.resume();
		}
	}

	@Test
	void stopTakesLessThanASecondWhileTheServerIsAway() {
		try (Instance instance = start()) {
			this.server.kill();
			Waiting.await("quarantine").until(() -> !instance.isCaughtUp());
			assertStopsInTime(instance);
		}
		Waiting.await("end of threads").untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void contextThatEndsWhileTheServerHangsLeavesNoThread() {
		Instance instance = start();
		this.server.pause();
		try {
			Waiting.await("quarantine").until(() -> !instance.isCaughtUp());
			instance.close();
			Waiting.await("end of threads").untilAsserted(() -> assertThat(threads()).isEmpty());
		}
		finally {
			this.server.resume();
		}
	}

	@Test
	void contextThatWasStoppedFollowsAgainWhenItIsStarted() {
		try (Instance instance = start("tagged-cache.max-staleness=300ms"); Instance other = start()) {
			instance.context().stop();
			assertThat(instance.follower().isRunning()).isFalse();
			long revision = Invalidating.TAG.on(other, 1);
			instance.context().start();
			instance.awaitCaughtUp();
			Waiting.await("the change").until(() -> instance.library().plain(1).revision() == revision);
			long next = Invalidating.TAG.on(other, 1);
			Waiting.await("the next change").until(() -> instance.library().plain(1).revision() == next);
			Waiting.await("near hits").until(() -> {
				long hits = instance.nearHits();
				instance.library().plain(1);
				return instance.nearHits() > hits;
			});
		}
	}

	@Test
	void contextThatIsStoppedHasNoConnectionOfAFollower() {
		try (Instance instance = start()) {
			instance.context().stop();
			Waiting.await("end of connections").untilAsserted(() -> assertThat(connections()).hasSize(1));
		}
	}

	@Test
	void followerThatIsStartedTwiceHasOneThread() {
		try (Instance instance = start()) {
			SmartLifecycle follower = instance.follower();
			follower.start();
			follower.stop();
			follower.stop();
			Waiting.await("end of the thread").untilAsserted(() -> assertThat(followingThreads()).isEmpty());
		}
	}

	@Test
	void fiftyContextsLeakNothing() {
		List<WeakReference<Object>> managers = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			managers.add(managerOfClosedContext());
		}
		Waiting.await("end of threads").untilAsserted(() -> assertThat(threads()).isEmpty());
		Waiting.await("end of connections").untilAsserted(() -> assertThat(connections()).hasSize(1));
		Waiting.await("collection of managers").untilAsserted(() -> {
			System.gc();
			assertThat(managers).allMatch((manager) -> manager.get() == null);
		});
	}

	private WeakReference<Object> managerOfClosedContext() {
		try (Instance instance = Instance.start(this.server.uri(), NAMESPACE, this.database,
				"spring.data.redis.lettuce.shutdown-timeout=1ms")) {
			instance.library().plain(1);
			return new WeakReference<>(instance.manager());
		}
	}

	/**
	 * The machine may be busy with something else: one undisturbed attempt is enough.
	 */
	private static void assertStopsInTime(Instance instance) {
		assertThat(
				Stream.generate(() -> stopTime(instance)).limit(5).anyMatch((time) -> time.compareTo(STOP_BOUND) < 0))
			.isTrue();
	}

	private static Duration stopTime(Instance instance) {
		instance.follower().start();
		long begin = System.nanoTime();
		instance.follower().stop();
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	/**
	 * The names of our threads that have begun since the test began.
	 */
	private List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !this.threadsBefore.contains(thread))
			.map(Thread::getName)
			.filter((name) -> name.startsWith("tagged-cache") || name.startsWith("lettuce"))
			.toList();
	}

	private List<String> followingThreads() {
		return threads().stream().filter((name) -> name.equals("tagged-cache-follower")).toList();
	}

	/**
	 * Connections of clients, the one that asks included.
	 */
	private List<String> connections() {
		try (RespConnection connection = this.server.connect()) {
			return String.valueOf(connection.text("CLIENT", "LIST")).lines().toList();
		}
	}

}
