package io.github.taggedcache.data.jpa.change;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import io.github.taggedcache.data.jpa.model.TaggedEntity;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a session: how many rows it has changed, and what is invalidated
 * after it if Spring knows nothing of it. As an observer it is the last that hears of the
 * end, when the session has none of it left; as a synchronization it hears whether the
 * end was a rollback. Of the thread of the session.
 */
final class SessionTransaction implements TransactionObserver, Synchronization {

	/**
	 * The session may never end the transaction, and is not to stay because of this. One
	 * that shares the transaction of another may be gone before the end.
	 */
	private final WeakReference<SharedSessionContractImplementor> session;

	private final BiConsumer<@Nullable SharedSessionContractImplementor, Collection<String>> committed;

	private final Map<TaggedEntity, Integer> rows = new HashMap<>();

	private final Set<String> tags = new LinkedHashSet<>();

	private boolean reachedCommit;

	private boolean rolledBack;

	private SessionTransaction(SharedSessionContractImplementor session,
			BiConsumer<@Nullable SharedSessionContractImplementor, Collection<String>> committed) {
		this.session = new WeakReference<>(session);
		this.committed = committed;
	}

	/**
	 * Watches the current transaction of a session.
	 * @param ended is told of the end, with the session if that is there still, and the
	 * tags to invalidate after it
	 */
	static SessionTransaction watch(SharedSessionContractImplementor session,
			BiConsumer<@Nullable SharedSessionContractImplementor, Collection<String>> ended) {
		SessionTransaction transaction = new SessionTransaction(session, ended);
		session.getTransactionCoordinator().getLocalSynchronizations().registerSynchronization(transaction);
		session.getTransactionCoordinator().addObserver(transaction);
		return transaction;
	}

	/**
	 * Adds rows of an entity to those that changed before.
	 * @return the number of all of them
	 */
	int count(TaggedEntity entity, int more) {
		return this.rows.merge(entity, more, Integer::sum);
	}

	/**
	 * Adds tags to invalidate when this has committed.
	 */
	void add(Collection<String> tags) {
		this.tags.addAll(tags);
	}

	@Override
	public void afterBegin() {
	}

	@Override
	public void beforeCompletion() {
		this.reachedCommit = true;
	}

	/**
	 * If the commit failed, nobody knows whether the database has committed; if the last
	 * flush failed, there was no commit.
	 */
	@Override
	public void afterCompletion(int status) {
		this.rolledBack = status == Status.STATUS_ROLLEDBACK
				|| (status != Status.STATUS_COMMITTED && !this.reachedCommit);
	}

	@Override
	public void afterCompletion(boolean successful, boolean delayed) {
		SharedSessionContractImplementor ended = this.session.get();
		if (ended != null) {
			ended.getTransactionCoordinator().removeObserver(this);
		}
		this.committed.accept(ended, this.rolledBack ? List.of() : List.copyOf(this.tags));
	}

}
