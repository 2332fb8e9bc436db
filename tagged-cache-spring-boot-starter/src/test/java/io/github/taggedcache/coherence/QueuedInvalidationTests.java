package io.github.taggedcache.coherence;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.taggedcache.core.outage.InvalidationQueue;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Invalidations of the first of two instances that wait until Redis is back.
 */
@ExtendWith(OutputCaptureExtension.class)
class QueuedInvalidationTests {

	private static final String NAMESPACE = "queued";

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final Database database = new Database();

	private final List<Instance> instances = new CopyOnWriteArrayList<>();

	private final Instance first = start("tagged-cache.outage.invalidations=queue");

	private final Instance second = start();

	@AfterEach
	void stop() {
		this.server.resume();
		this.instances.forEach(Instance::close);
		this.server.close();
	}

	private Instance start(String... properties) {
		Instance instance = Instance.start(this.server.uri(), NAMESPACE, this.database,
				Stream
					.concat(Stream.of(properties), Stream.of("tagged-cache.max-staleness=300ms",
							"spring.data.redis.timeout=300ms", "tagged-cache.defaults.write=through"))
					.toArray(String[]::new));
		this.instances.add(instance);
		instance.awaitCaughtUp();
		return instance;
	}

	private int queued() {
		return this.first.context().getBean(InvalidationQueue.class).size();
	}

	/**
	 * Has both instances hold an article of the old revision.
	 */
	private void readByBoth(long id) {
		this.instances.forEach((instance) -> instance.library().plain(id));
	}

	private void awaitRecorded() {
		Waiting.await("all is recorded").until(() -> queued() == 0 && this.first.node().held() == 0);
		// A store that went back has both invalidate everything and begin anew
		this.instances.forEach(Instance::awaitCaughtUp);
		Waiting.await("the second instance has applied it")
			.until(() -> this.second.position() >= this.first.node().known());
	}

	/**
	 * Nobody serves an older revision: not the instance that knew, not the other one, not
	 * one that finds in Redis what is there.
	 */
	private void assertNobodyServesLessThan(long revision, long id) {
		assertThat(this.first.library().plain(id).revision()).isEqualTo(revision);
		assertThat(this.second.library().plain(id).revision()).isEqualTo(revision);
		assertThat(start().library().plain(id).revision()).isEqualTo(revision);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PUT")
	void nothingOlderIsServedAfterAServerHung(Invalidating invalidating) {
		readByBoth(1);
		this.server.pause();
		long revision = invalidating.on(this.first, 1);
		assertThat(queued()).isPositive();
		assertThat(this.first.library().plain(1).revision()).isEqualTo(revision);
		this.server.resume();
		awaitRecorded();
		assertNobodyServesLessThan(revision, 1);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PUT")
	void nothingOlderIsServedAfterAServerCameBackEmpty(Invalidating invalidating) {
		readByBoth(1);
		this.server.kill();
		long revision = invalidating.on(this.first, 1);
		this.server.restart();
		awaitRecorded();
		assertNobodyServesLessThan(revision, 1);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PUT")
	void nothingOlderIsServedAfterAServerCameBackFromADumpThatHasTheEntry(Invalidating invalidating) {
		readByBoth(1);
		dump();
		this.server.kill();
		long revision = invalidating.on(this.first, 1);
		this.server.restart();
		awaitRecorded();
		assertNobodyServesLessThan(revision, 1);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PUT")
	void nothingOlderIsServedAfterAServerCameBackFromADumpThatLostOtherInvalidations(Invalidating invalidating) {
		readByBoth(1);
		readByBoth(2);
		dump();
		long recorded = Invalidating.TAG.on(this.second, 2);
		this.first.awaitPositionOf(this.second);
		this.server.kill();
		long revision = invalidating.on(this.first, 1);
		this.server.restart();
		Waiting.await("the loss is found").until(() -> this.first.node().repairs() + this.second.node().repairs() > 0);
		awaitRecorded();
		assertNobodyServesLessThan(revision, 1);
		assertNobodyServesLessThan(recorded, 2);
	}

	/**
	 * Has the server start from what it holds now.
	 */
	private void dump() {
		try (RespConnection admin = this.server.connect()) {
			admin.call("SAVE");
		}
	}

	@Test
	void whatWaitsIsRecordedInOrder() {
		this.server.pause();
		this.first.manager().invalidateTags("a");
		this.first.manager().softInvalidateTags("b");
		this.first.cache("plain").evict(1L);
		this.first.manager().invalidateTags("c", "d");
		assertThat(queued()).isEqualTo(4);
		this.server.resume();
		awaitRecorded();
		List<LogRecord> newest = this.second.node().newest(4).join();
		assertThat(newest).extracting(LogRecord::tags)
			.containsExactly(List.of("c", "d"), List.of(), List.of("b"), List.of("a"));
		assertThat(newest).extracting(LogRecord::mode).containsExactly(Mode.HARD, Mode.HARD, Mode.SOFT, Mode.HARD);
		assertThat(newest.get(1).keys()).hasSize(1);
	}

	@Test
	void nearCacheIsNotTrustedWhileInvalidationsWait() {
		this.first.library().plain(2);
		this.server.pause();
		this.first.manager().invalidateTags("article:1");
		assertThat(this.first.isCaughtUp()).isFalse();
		this.server.resume();
		awaitRecorded();
		assertThat(this.first.isCaughtUp()).isTrue();
	}

	@Test
	void whatIsUnknownIsRecordedTwice() {
		this.server.pause();
		// The server does what it was sent when it goes on, after the caller gave up
		this.first.manager().invalidateTags("a");
		this.server.resume();
		awaitRecorded();
		Waiting.await("both records")
			.until(() -> this.second.node()
				.newest(10)
				.join()
				.stream()
				.filter((one) -> one.tags().contains("a"))
				.count() == 2);
	}

	@Test
	void whatDoesNotFitThrows(CapturedOutput output) {
		Instance small = start("tagged-cache.outage.invalidations=queue", "tagged-cache.outage.queue.max-names=2");
		this.server.pause();
		small.manager().invalidateTags("a", "b");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> small.manager().invalidateTags("c"));
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> small.cache("plain").evict(1L));
		assertThat(output.getOut()).containsOnlyOnce("there is no room for more");
	}

	@Test
	void outageIsLoggedOnceAndItsEndOnce(CapturedOutput output) {
		this.server.pause();
		this.first.manager().invalidateTags("a");
		this.first.manager().invalidateTags("b");
		this.server.resume();
		awaitRecorded();
		assertThat(output.getOut()).containsOnlyOnce("could not be recorded and waits for the store")
			.containsOnlyOnce("The invalidations that waited for the store are recorded");
	}

	@Test
	void applicationThatStopsSaysWhatIsLost(CapturedOutput output) {
		this.server.kill();
		this.first.manager().invalidateTags("a");
		this.first.manager().invalidateTags("b", "c");
		this.first.close();
		assertThat(output.getOut())
			.containsOnlyOnce("The application stops while 2 invalidation(s) wait for the store");
	}

	@Test
	void callersWaitForOneTimeoutAtMost() {
		this.server.pause();
		long begin = System.nanoTime();
		for (int i = 0; i < 20; i++) {
			this.first.manager().invalidateTags("tag:" + i);
		}
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
		assertThat(queued()).isEqualTo(20);
	}

}
