package io.github.taggedcache.data.jpa.change;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.model.TaggedEntity;
import org.awaitility.Awaitility;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of changes where a flush fails, and where nobody began a transaction.
 */
class ChangesTests {

	private static DeskContext desk;

	@BeforeAll
	static void start() {
		desk = new DeskContext();
	}

	@AfterAll
	static void stop() {
		desk.close();
	}

	private static TaggedEntity item() {
		TaggedEntity item = desk.bean(EntityModels.class).named("Item");
		assertThat(item).isNotNull();
		return item;
	}

	private static void failingFlush(Changes changes, SessionImplementor session) {
		changes.whileWriting(session, () -> {
			changes.written(List.of(item()), true);
			throw new IllegalStateException("the second statement");
		});
	}

	@Test
	void tablesOfAFlushThatFailedAreInvalidatedIfSomebodyCommits() {
		Changes changes = desk.bean(Changes.class);
		assertThat(
				desk.invalidatedBy(() -> desk.run((entities) -> assertThatExceptionOfType(IllegalStateException.class)
					.isThrownBy(() -> failingFlush(changes, entities.unwrap(SessionImplementor.class))))))
			.containsExactlyInAnyOrder("Item", "*[]");
	}

	@Test
	void failureOfAFlushIsNotHiddenByOneOfTheStore() {
		Changes changes = new Changes(new TagSink() {

			@Override
			public boolean isTransactionAware() {
				return true;
			}

			@Override
			public void invalidate(Collection<String> tags) {
				throw new UnsupportedOperationException("the store");
			}

			@Override
			public void invalidateCommitted(Collection<String> tags) {
			}

		});
		desk.run((entities) -> assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> failingFlush(changes, entities.unwrap(SessionImplementor.class)))
			.satisfies((ex) -> assertThat(ex).hasSuppressedException(new UnsupportedOperationException("the store"))));
	}

	@Test
	void flushThatFailedIsOver() {
		Changes changes = desk.bean(Changes.class);
		desk.run((entities) -> {
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> failingFlush(changes, entities.unwrap(SessionImplementor.class)));
			assertThat(changes.currentFlush()).isNull();
		});
	}

	@Test
	void tagsOfASessionThatIsGoneAreInvalidatedByTheTransactionThatItShared() {
		Changes changes = desk.bean(Changes.class);
		Set<String> tags = desk.invalidatedBy(() -> desk.sessions().inTransaction((session) -> {
			WeakReference<?> gone = changed(changes, session);
			Awaitility.await("the garbage collection").until(() -> {
				System.gc();
				return gone.get() == null;
			});
			assertThat(desk.drain()).isEmpty();
		}));
		assertThat(tags).containsExactlyInAnyOrder("Item", "*[]");
	}

	private static WeakReference<?> changed(Changes changes, Session session) {
		SharedSessionContractImplementor sharing = sharing((SharedSessionContractImplementor) session);
		ChangedTags changed = new ChangedTags();
		changed.table(item());
		changes.handOver(sharing, changed);
		return new WeakReference<>(sharing);
	}

	/**
	 * A session with the transaction of another one that does not hold it. Those that
	 * Hibernate makes are held by their parents.
	 */
	private static SharedSessionContractImplementor sharing(SharedSessionContractImplementor session) {
		Class<?> type = SharedSessionContractImplementor.class;
		return (SharedSessionContractImplementor) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == arguments[0];
					default -> method.invoke(session, arguments);
				});
	}

	@Test
	void statementWithoutTransactionIsInvalidatedAtOnce() {
		assertThat(desk.recordsOf(() -> desk.bean(Changes.class).written(List.of(item()), true)))
			.containsExactly(Set.of("Item", "*[]"));
	}

}
