package io.github.taggedcache.data.jpa.change;

import java.time.Duration;
import java.util.UUID;

import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.data.jpa.change.Desk.Item;
import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RoundTripProxy;
import jakarta.persistence.EntityManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A commit that Spring knows nothing of, while the store does not answer.
 */
@Timeout(120)
class OutageChangeTests {

	@Test
	void commitSucceedsAndItsInvalidationIsSentAgain() {
		try (RoundTripProxy proxy = RoundTripProxy.to(RedisServers.shared()); DeskContext desk = start(proxy)) {
			Node node = desk.bean(Node.class);
			Awaitility.await("the follower").until(() -> node.trusted() != null);
			try (EntityManager entities = desk.sessions().createEntityManager()) {
				entities.getTransaction().begin();
				entities.persist(new Item(1));
				entities.flush();
				proxy.swallow(true);
				entities.getTransaction().commit();
			}
			assertThat(node.held()).as("names that this node takes for invalidated").isPositive();
			proxy.swallow(false);
			proxy.cutAll();
			Awaitility.await("the invalidation is recorded")
				.atMost(Duration.ofSeconds(60))
				.until(() -> desk.recorded().stream().anyMatch((tags) -> tags.contains("Item:1")));
		}
	}

	private static DeskContext start(RoundTripProxy proxy) {
		return new DeskContext(OutboxChangeTests.Application.class, "tagged-cache.namespace=desk-" + UUID.randomUUID(),
				"tagged-cache.store=redis", "spring.data.redis.url=" + proxy.uri(),
				"tagged-cache.command-timeout=300ms", "tagged-cache.outbox.enabled=false");
	}

}
