package io.github.taggedcache.transaction;

import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * A broker of Kafka that runs in this JVM, and a producer of texts.
 */
final class KafkaBroker implements BeforeAllCallback, AfterAllCallback {

	private final EmbeddedKafkaKraftBroker broker;

	KafkaBroker(String... topics) {
		this.broker = new EmbeddedKafkaKraftBroker(1, 1, topics);
		this.broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
	}

	String addresses() {
		return this.broker.getBrokersAsString();
	}

	/**
	 * Sends texts, in one batch.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the flush waits for all of them
	void send(String topic, String... values) {
		Map<String, Object> settings = Map.of("bootstrap.servers", addresses(), "linger.ms", 50);
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(),
				new StringSerializer())) {
			for (String value : values) {
				producer.send(new ProducerRecord<>(topic, value));
			}
			producer.flush();
		}
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.broker.afterPropertiesSet();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.broker.destroy();
	}

}
