package io.github.taggedcache.transaction;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.annotation.InvalidateTags;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaHandler;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code @InvalidateTags} on listeners of a real Kafka. Whichever instance has the
 * partition hears of a change; the other one must not serve the old value either.
 */
@Tag("row-18")
class KafkaListenerTests {

	@Order(1)
	@RegisterExtension
	static final KafkaBroker broker = new KafkaBroker("renamed", "batches", "removed", "retried", "refused", "handled");

	@Order(2)
	@RegisterExtension
	static final TwoInstances instances = new TwoInstances(Listeners.class);

	private static final AtomicReference<CountDownLatch> failing = new AtomicReference<>(new CountDownLatch(0));

	private static final AtomicReference<Runnable> redelivered = new AtomicReference<>(() -> {
	});

	private static final AtomicInteger refused = new AtomicInteger();

	private final Instance one = instances.one();

	private final Instance other = instances.other();

	@BeforeEach
	void cache() {
		for (Instance instance : List.of(this.one, this.other)) {
			cache(instance, 1);
			cache(instance, 2);
		}
		this.one.articles().write(1, "new");
		this.one.articles().write(2, "new");
	}

	/**
	 * An instance does not store what it loaded before it has heard of an invalidation.
	 */
	private static void cache(Instance instance, long id) {
		Awaitility.await("the value is cached").atMost(Duration.ofSeconds(60)).until(() -> {
			instance.articles().find(id);
			return instance.isCached(id);
		});
	}

	private void awaitNew(long id) {
		Awaitility.await("the message arrives")
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.one.articles().find(id).title()).isEqualTo("new"));
		assertThat(this.other.articles().find(id).title()).isEqualTo("new");
	}

	private void assertOld(long id) {
		assertThat(this.one.articles().find(id).title()).isEqualTo("old");
		assertThat(this.other.articles().find(id).title()).isEqualTo("old");
	}

	@Test
	void messageInvalidatesItsTagAndNoOther() {
		broker.send("renamed", "1");
		awaitNew(1);
		assertOld(2);
	}

	@Test
	void batchOfMessagesInvalidatesTheTagsOfAll() {
		broker.send("batches", "1", "2");
		awaitNew(1);
		awaitNew(2);
	}

	@Test
	void messageEvictsItsKey() {
		broker.send("removed", "1");
		awaitNew(1);
		assertOld(2);
	}

	@Test
	void handlerOfAListeningClassInvalidates() {
		broker.send("handled", "1");
		awaitNew(1);
		assertOld(2);
	}

	/**
	 * Between the deliveries somebody caches again what is current then.
	 */
	@Test
	void listenerThatThrowsInvalidatesAndDoesSoAgainWhenTheMessageIsRedelivered() throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		failing.set(new CountDownLatch(1));
		redelivered.set(() -> {
			assertThat(this.other.isCached(1)).isFalse();
			cache(this.other, 1);
			this.one.articles().write(1, "newest");
			done.countDown();
		});
		broker.send("retried", "1");
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		Awaitility.await("the message is done with")
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.other.articles().find(1).title()).isEqualTo("newest"));
		assertThat(this.one.articles().find(1).title()).isEqualTo("newest");
	}

	@Test
	void messageIsRedeliveredIfItsInvalidationFails() {
		refused.set(1);
		broker.send("refused", "1");
		awaitNew(1);
		assertThat(refused).hasNegativeValue();
	}

	static class Listener {

		@KafkaListener(id = "renamed", topics = "renamed")
		@InvalidateTags("article:#{#id}")
		public void renamed(String id) {
		}

		@KafkaListener(id = "batches", topics = "batches", batch = "true")
		@InvalidateTags("article:#{#ids}")
		public void renamed(List<String> ids) {
		}

		@KafkaListener(id = "removed", topics = "removed")
		@CacheEvict(cacheNames = "articles", key = "T(Long).valueOf(#id)")
		public void removed(String id) {
		}

		@KafkaListener(id = "refused", topics = "refused")
		@InvalidateTags("article:#{@unsteady.known(#id)}")
		public void refused(String id) {
		}

		@KafkaListener(id = "retried", topics = "retried")
		@InvalidateTags("article:#{#id}")
		public void retried(String id) {
			CountDownLatch attempt = failing.get();
			if (attempt.getCount() > 0) {
				attempt.countDown();
				throw new IllegalStateException("again");
			}
			redelivered.get().run();
		}

	}

	/**
	 * Makes an invalidation fail.
	 */
	static class Unsteady {

		public String known(String id) {
			if (refused.getAndDecrement() > 0) {
				throw new IllegalStateException("not yet");
			}
			return id;
		}

	}

	@KafkaListener(id = "handled", topics = "handled")
	static class ListeningClass {

		@KafkaHandler
		@InvalidateTags("article:#{#id}")
		public void renamed(String id) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableKafka
	static class Listeners {

		@Bean
		ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory() {
			ConcurrentKafkaListenerContainerFactory<String, String> factory = new ConcurrentKafkaListenerContainerFactory<>();
			factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(
					Map.of("bootstrap.servers", broker.addresses(), "auto.offset.reset", "earliest"),
					new StringDeserializer(), new StringDeserializer()));
			factory.setCommonErrorHandler(new DefaultErrorHandler(new FixedBackOff(0, 3)));
			return factory;
		}

		@Bean
		Unsteady unsteady() {
			return new Unsteady();
		}

		@Bean
		Listener listener() {
			return new Listener();
		}

		@Bean
		ListeningClass listeningClass() {
			return new ListeningClass();
		}

	}

}
