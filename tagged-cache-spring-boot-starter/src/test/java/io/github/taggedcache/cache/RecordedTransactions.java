package io.github.taggedcache.cache;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions of one thread, without a resource, that run an action at their commit.
 */
class RecordedTransactions extends AbstractPlatformTransactionManager {

	private static final long serialVersionUID = 1L;

	private boolean active;

	private transient Runnable atCommit = () -> {
	};

	void atCommit(Runnable action) {
		this.atCommit = action;
	}

	@Override
	protected Object doGetTransaction() {
		return this;
	}

	@Override
	protected boolean isExistingTransaction(Object transaction) {
		return this.active;
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		this.active = true;
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		this.atCommit.run();
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
		this.atCommit.run();
	}

	@Override
	protected void doSetRollbackOnly(DefaultTransactionStatus status) {
		status.setRollbackOnly();
	}

	@Override
	protected Object doSuspend(Object transaction) {
		Runnable suspended = this.atCommit;
		doCleanupAfterCompletion(transaction);
		return suspended;
	}

	@Override
	protected void doResume(@Nullable Object transaction, Object suspendedResources) {
		this.active = true;
		this.atCommit = (Runnable) suspendedResources;
	}

	@Override
	protected void doCleanupAfterCompletion(Object transaction) {
		this.active = false;
		this.atCommit = () -> {
		};
	}

}
