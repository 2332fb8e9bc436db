package io.github.taggedcache.listener;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.TaggedCacheListener;
import io.github.taggedcache.core.store.AnswerThread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a listener is called, and what becomes of events that nobody takes.
 */
class EventDeliveryTests {

	private static final CacheEvent EVENT = new CacheEvent.Evicted(new CacheEvent.Key("articles", "1"));

	@Test
	void eventsThatDoNotFitIntoTheQueueAreDroppedAndCounted() throws InterruptedException {
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		try (EventDelivery delivery = new EventDelivery(1)) {
			delivery.begin(List.of(apart((event) -> {
				called.countDown();
				awaitQuietly(release);
			})));
			delivery.deliver(EVENT);
			called.await();
			delivery.deliver(EVENT);
			delivery.deliver(EVENT);
			delivery.deliver(EVENT);
			assertThat(delivery.waiting()).isOne();
			assertThat(delivery.dropped()).isEqualTo(2);
			release.countDown();
		}
	}

	@Test
	void eventOfAThreadThatBringsAnswersIsHandedOver() throws InterruptedException {
		AtomicReference<Thread> thread = new AtomicReference<>();
		CountDownLatch called = new CountDownLatch(1);
		try (EventDelivery delivery = new EventDelivery(10)) {
			delivery.begin(List.of((event) -> {
				thread.set(Thread.currentThread());
				called.countDown();
			}));
			AnswerThread.run(() -> delivery.deliver(EVENT));
			called.await();
			assertThat(thread.get()).isNotSameAs(Thread.currentThread());
		}
	}

	@Test
	void nobodyListensBeforeTheBeginningAndAfterTheEnd() {
		EventDelivery delivery = new EventDelivery(10);
		assertThat(delivery.isListening()).isFalse();
		delivery.begin(List.of((event) -> {
		}));
		assertThat(delivery.isListening()).isTrue();
		delivery.close();
		assertThat(delivery.isListening()).isFalse();
	}

	private static TaggedCacheListener apart(TaggedCacheListener listener) {
		return new TaggedCacheListener() {

			@Override
			public void onEvent(CacheEvent event) {
				listener.onEvent(event);
			}

			@Override
			public Delivery delivery() {
				return Delivery.EXECUTOR;
			}

		};
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
