package io.github.taggedcache.coherence;

import java.util.concurrent.atomic.AtomicLong;

import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The follower stops in the middle of a load, while another instance invalidates what is
 * being loaded.
 */
class LoadTests {

	private static final String NAMESPACE = "LoadTests";

	private static final AtomicLong ids = new AtomicLong();

	private static final Database database = new Database();

	private static Instance instance;

	private static Instance other;

	private final long id = ids.incrementAndGet();

	private long revision;

	@BeforeAll
	static void start() {
		instance = newInstance();
		other = newInstance();
		instance.awaitCaughtUp();
		other.awaitCaughtUp();
	}

	private static Instance newInstance() {
		return Instance.start(RedisServers.shared().uri(), NAMESPACE, database, "tagged-cache.max-staleness=300ms");
	}

	@AfterAll
	static void stop() {
		instance.close();
		other.close();
	}

	@AfterEach
	void follow() {
		instance.follower().start();
		instance.awaitCaughtUp();
	}

	private void invalidate() {
		this.revision = Invalidating.TAG_OF_RESULT.on(other, this.id);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "CACHE", "ALL" })
	void valueIsNotStoredWhenTheFollowerHasReadOfItsInvalidation(Reading reading) {
		database.afterNextRead(() -> {
			instance.follower().stop();
			invalidate();
			instance.follower().start();
			instance.awaitPositionOf(other);
		});
		assertThatNothingIsStored(reading);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "CACHE", "ALL" })
	void valueIsNotStoredWhileTheFollowerIsStopped(Reading reading) {
		database.afterNextRead(() -> {
			instance.follower().stop();
			invalidate();
			Waiting.await("quarantine").until(() -> !instance.isCaughtUp());
		});
		assertThatNothingIsStored(reading);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "CACHE", "ALL" })
	void valueIsNotStoredWhenTheRecordOfItsInvalidationWasLost(Reading reading) {
		database.afterNextRead(() -> {
			instance.follower().stop();
			invalidate();
			try (RespConnection connection = RedisServers.shared().connect()) {
				connection.call("DEL", "{" + NAMESPACE + "}:log");
			}
			instance.follower().start();
			instance.awaitPositionOf(other);
		});
		assertThatNothingIsStored(reading);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "CACHE", "ALL" })
	void valueIsStoredWhenNothingHappenedToIt(Reading reading) {
		long puts = instance.statistics(reading.region()).puts();
		database.afterNextRead(() -> {
			instance.follower().stop();
			other.manager().invalidateTags("unrelated");
			instance.follower().start();
			instance.awaitPositionOf(other);
		});
		reading.on(instance, this.id);
		instance.awaitWritten();
		assertThat(instance.statistics(reading.region()).puts()).isEqualTo(puts + 1);
	}

	private void assertThatNothingIsStored(Reading reading) {
		long puts = instance.statistics(reading.region()).puts();
		long refused = instance.statistics(reading.region()).refused();
		assertThat(reading.on(instance, this.id).revision()).isZero();
		instance.awaitWritten();
		assertThat(instance.statistics(reading.region()).puts()).isEqualTo(puts);
		assertThat(instance.statistics(reading.region()).refused()).isEqualTo(refused + 1);
		assertThat(reading.on(instance, this.id).revision()).isEqualTo(this.revision);
		assertThat(reading.on(other, this.id).revision()).isEqualTo(this.revision);
	}

}
