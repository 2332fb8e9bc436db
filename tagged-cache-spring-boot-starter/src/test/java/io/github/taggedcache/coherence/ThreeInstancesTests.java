package io.github.taggedcache.coherence;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.taggedcache.testsupport.RedisServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three application contexts on one Redis.
 */
class ThreeInstancesTests {

	private static final int MANY = 200;

	private static final AtomicLong ids = new AtomicLong();

	private static final Database database = new Database();

	private static List<Instance> instances;

	private final long id = ids.incrementAndGet();

	@BeforeAll
	static void start() {
		instances = Stream.generate(ThreeInstancesTests::newInstance).limit(3).toList();
		instances.forEach(Instance::awaitCaughtUp);
	}

	/**
	 * Records tell of changes at once. A machine that is busy for some seconds must not
	 * let the proof run out that near hits need.
	 */
	private static Instance newInstance() {
		return Instance.start(RedisServers.shared().uri(), "ThreeInstancesTests", database,
				"tagged-cache.max-staleness=20s");
	}

	@AfterAll
	static void stop() {
		instances.forEach(Instance::close);
	}

	private static Instance first() {
		return instances.get(0);
	}

	private static List<Instance> others() {
		return instances.subList(1, instances.size());
	}

	/**
	 * Has every instance serve the article from its memory.
	 */
	private void warmUp(Reading reading) {
		for (Instance instance : instances) {
			reading.on(instance, this.id);
			Waiting.await("near hit").until(() -> isNearHit(instance, reading));
		}
	}

	private boolean isNearHit(Instance instance, Reading reading) {
		long before = instance.statistics(reading.region()).nearHits();
		reading.on(instance, this.id);
		return instance.statistics(reading.region()).nearHits() > before;
	}

	private long revisionOn(Instance instance, Reading reading) {
		return reading.on(instance, this.id).revision();
	}

	@ParameterizedTest
	@EnumSource
	void changeHereIsVisibleHereWhenTheCallReturns(Invalidating invalidating) {
		warmUp(Reading.PLAIN);
		for (int i = 0; i < MANY; i++) {
			long revision = invalidating.on(first(), this.id);
			assertThat(revisionOn(first(), Reading.PLAIN)).isEqualTo(revision);
		}
	}

	@ParameterizedTest
	@EnumSource
	void othersStopServingWhatWasChanged(Invalidating invalidating) {
		warmUp(Reading.PLAIN);
		assertOthersSee(invalidating.on(first(), this.id), Reading.PLAIN);
	}

	@ParameterizedTest
	@EnumSource
	void eachWayToReadSeesTheChange(Reading reading) {
		warmUp(reading);
		assertOthersSee(Invalidating.TAG.on(first(), this.id), reading);
	}

	private void assertOthersSee(long revision, Reading reading) {
		for (Instance other : others()) {
			Waiting.await("the change").untilAsserted(() -> assertThat(revisionOn(other, reading)).isEqualTo(revision));
		}
		for (int i = 0; i < MANY; i++) {
			assertThat(others()).allMatch((other) -> revisionOn(other, reading) == revision);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "ALL", "CLEAR" })
	void othersKeepServingWhatWasNotChanged(Invalidating invalidating) {
		warmUp(Reading.PLAIN);
		long unrelated = ids.incrementAndGet();
		invalidating.on(first(), unrelated);
		long reads = database.reads();
		for (Instance other : others()) {
			other.awaitPositionOf(first());
			assertThat(isNearHit(other, Reading.PLAIN)).isTrue();
		}
		assertThat(database.reads()).isEqualTo(reads);
	}

	@ParameterizedTest
	@EnumSource
	void whatWasLoadedHereIsReadHereAtOnce(Reading reading) {
		reading.on(first(), this.id);
		long reads = database.reads();
		assertThat(isNearHit(first(), reading)).isTrue();
		assertThat(database.reads()).isEqualTo(reads);
	}

	@ParameterizedTest
	@EnumSource
	void whatWasLoadedAfterAChangeHereIsReadHereAtOnce(Invalidating invalidating) {
		warmUp(Reading.PLAIN);
		invalidating.on(first(), this.id);
		Reading.PLAIN.on(first(), this.id);
		long reads = database.reads();
		assertThat(isNearHit(first(), Reading.PLAIN)).isTrue();
		assertThat(database.reads()).isEqualTo(reads);
	}

	@Test
	void whatWasLoadedHereIsNotLoadedByTheOthers() {
		Reading.PLAIN.on(first(), this.id);
		first().awaitWritten();
		long reads = database.reads();
		others().forEach((other) -> Reading.PLAIN.on(other, this.id));
		assertThat(database.reads()).isEqualTo(reads);
	}

	@Test
	void putHereIsReadHereAtOnce() {
		first().cache("texts").put(this.id, "text", "tag");
		long before = first().statistics("texts").nearHits();
		assertThat(first().cache("texts").get(this.id, String.class)).isEqualTo("text");
		assertThat(first().statistics("texts").nearHits()).isEqualTo(before + 1);
	}

}
