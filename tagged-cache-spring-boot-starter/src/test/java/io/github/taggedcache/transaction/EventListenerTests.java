package io.github.taggedcache.transaction;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.taggedcache.annotation.InvalidateTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code @InvalidateTags} on listeners of events that are published in a transaction.
 */
class EventListenerTests {

	@RegisterExtension
	static final TwoInstances instances = new TwoInstances(Listeners.class);

	private final Instance one = instances.one();

	private final Instance other = instances.other();

	private static <T> T apart(Supplier<T> action) {
		return CompletableFuture.supplyAsync(action).join();
	}

	private void renameAndPublish(Object event, boolean rollsBack) {
		this.one.transaction().executeWithoutResult((status) -> {
			this.one.articles().write(1, "new");
			this.one.bean(Publisher.class).publisher().publishEvent(event);
			apart(() -> this.other.articles().find(1));
			if (rollsBack) {
				status.setRollbackOnly();
			}
		});
	}

	@Test
	void listenerInTheTransactionInvalidatesAfterItsCommit() {
		renameAndPublish(new Renamed(1), false);
		assertThat(this.other.articles().find(1).title()).isEqualTo("new");
	}

	@Test
	void listenerBeforeTheCommitInvalidatesAfterIt() {
		renameAndPublish(new RenamedBefore(1), false);
		assertThat(this.other.articles().find(1).title()).isEqualTo("new");
	}

	@Test
	void listenerAfterTheCommitInvalidatesAtOnce() {
		renameAndPublish(new RenamedAfter(1), false);
		assertThat(this.other.articles().find(1).title()).isEqualTo("new");
	}

	@Test
	void listenerAfterTheCommitHearsOfNoRollback() {
		renameAndPublish(new RenamedAfter(1), true);
		assertThat(this.other.isCached(1)).isTrue();
	}

	@Test
	void listenerAfterTheCommitIsNotRepeatedByALaterTransaction() {
		renameAndPublish(new RenamedAfter(1), false);
		this.other.articles().find(1);
		this.one.transaction().executeWithoutResult((status) -> this.one.articles().write(2, "new"));
		assertThat(this.other.isCached(1)).isTrue();
	}

	record Renamed(long id) {

	}

	record RenamedBefore(long id) {

	}

	record RenamedAfter(long id) {

	}

	record Publisher(ApplicationEventPublisher publisher) {

	}

	static class Listener {

		@EventListener
		@InvalidateTags("article:#{#event.id}")
		public void renamed(Renamed event) {
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		@InvalidateTags("article:#{#event.id}")
		public void renamedBefore(RenamedBefore event) {
		}

		@TransactionalEventListener
		@InvalidateTags("article:#{#event.id}")
		public void renamedAfter(RenamedAfter event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class Listeners {

		@Bean
		Listener listener() {
			return new Listener();
		}

		@Bean
		Publisher publisher(ApplicationEventPublisher publisher) {
			return new Publisher(publisher);
		}

	}

}
