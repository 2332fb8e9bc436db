package io.github.taggedcache.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.CacheEvent.Evicted;
import io.github.taggedcache.CacheEvent.Invalidated;
import io.github.taggedcache.CacheEvent.Missed;
import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.MissReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RecordedCacheEventsTests {

	private static final Missed MISSED = new Missed(new CacheEvent.Key("articles", "1"), MissReason.ABSENT);

	private static final Evicted EVICTED = new Evicted(new CacheEvent.Key("articles", "1"));

	private static final Invalidated INVALIDATED = new Invalidated(null, List.of("author:7"), "node", true, 1003,
			InvalidationMode.HARD);

	private final RecordedCacheEvents events = new RecordedCacheEvents(Duration.ofMillis(20));

	@Test
	void eventsAreRecordedInTheirOrder() {
		record(MISSED, INVALIDATED, EVICTED);
		assertThat(this.events.all()).containsExactly(MISSED, INVALIDATED, EVICTED);
	}

	@Test
	void eventsOfOneKindOrOfSeveralAreFound() {
		record(MISSED, INVALIDATED, EVICTED);
		assertThat(this.events.of(Missed.class)).containsExactly(MISSED);
		assertThat(this.events.of(CacheEvent.OfKey.class)).containsExactly(MISSED, EVICTED);
	}

	@Test
	void eventThatIsThereIsNotWaitedFor() {
		record(MISSED, INVALIDATED);
		assertThat(this.events.await(Invalidated.class)).isEqualTo(INVALIDATED);
	}

	@Test
	void eventOfAnotherThreadIsWaitedFor() throws InterruptedException {
		RecordedCacheEvents patient = new RecordedCacheEvents();
		CountDownLatch begun = new CountDownLatch(1);
		Thread other = new Thread(() -> {
			awaitUninterruptibly(begun);
			patient.onEvent(MISSED);
			patient.onEvent(INVALIDATED);
		});
		other.start();
		begun.countDown();
		assertThat(patient.await(Invalidated.class, (event) -> event.tags().contains("author:7")))
			.isEqualTo(INVALIDATED);
		other.join();
	}

	@Test
	void eventThatDoesNotComeIsAnErrorThatShowsWhatCame() {
		record(MISSED, INVALIDATED);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.events.await(Invalidated.class, (event) -> !event.isOwn()))
			.withMessageContaining("No such Invalidated within 20 ms")
			.withMessageContaining("author:7")
			.withMessageContaining("ABSENT");
	}

	@Test
	void clearedEventsAreForgotten() {
		record(MISSED);
		this.events.clear();
		assertThat(this.events.all()).isEmpty();
	}

	@Test
	void newestEventsAreKept() {
		record(MISSED);
		for (int i = 0; i < 10_000; i++) {
			record(EVICTED);
		}
		assertThat(this.events.all()).hasSize(10_000).doesNotContain(MISSED);
	}

	private void record(CacheEvent... events) {
		for (CacheEvent event : events) {
			this.events.onEvent(event);
		}
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
