package io.github.taggedcache.data.jpa.change;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

import io.github.taggedcache.data.jpa.model.TaggedEntity;
import io.github.taggedcache.data.jpa.step.Step;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Collects what sessions change, and hands the tags of it over: those of row changes at
 * the end of each flush, those of other statements at once. They are invalidated when the
 * transaction has committed: Spring's, or the session's own. Safe for threads.
 */
public final class Changes {

	private final TagSink sink;

	@SuppressWarnings("ThreadLocalUsage") // one object an application context
	private final ThreadLocal<@Nullable Flush> flush = new ThreadLocal<>();

	/** The session of the last query or flush, for statements that name none. */
	@SuppressWarnings("ThreadLocalUsage") // as above
	private final ThreadLocal<@Nullable WeakReference<SharedSessionContractImplementor>> recent = new ThreadLocal<>();

	private final Map<SharedSessionContractImplementor, SessionTransaction> transactions = Collections
		.synchronizedMap(new WeakHashMap<>());

	/**
	 * Creates it.
	 * @param sink takes the tags
	 */
	public Changes(TagSink sink) {
		this.sink = sink;
	}

	/**
	 * Takes note of a statement that writes, before it runs. Statements that write rows
	 * are told by their events instead.
	 * @param tables the entities whose tables the statement changes
	 * @param known false if nobody knows which tables it changes
	 */
	public void written(Collection<TaggedEntity> tables, boolean known) {
		Flush current = this.flush.get();
		boolean isRow = current != null && !current.isInterrupted();
		ChangedTags changed = isRow ? current.statements() : new ChangedTags();
		changed.tables(tables);
		if (!known) {
			changed.everyTable();
		}
		if (!isRow) {
			handOver(recentSession(), changed);
		}
	}

	/**
	 * Runs what may write rows, and hands over what the rows were. If it fails, nobody
	 * knows whether its last statement has changed something, and who caught the failure
	 * may still commit: the tables of all its statements count then.
	 */
	void whileWriting(SharedSessionContractImplementor session, Runnable work) {
		Flush outer = this.flush.get();
		if (outer != null && outer.session() == session) {
			Step.WRITES_ROWS.run(work);
			return;
		}
		this.recent.set(new WeakReference<>(session));
		Flush inner = new Flush(session);
		this.flush.set(inner);
		try {
			Step.WRITES_ROWS.run(work);
		}
		catch (RuntimeException | Error ex) {
			this.flush.set(outer);
			handOverAfter(ex, inner);
			throw ex;
		}
		this.flush.set(outer);
		handOver(session, inner.rows());
	}

	/**
	 * Does the same before a query. A query inside of a flush is one of the application,
	 * and what it runs may be more than a query.
	 */
	void beforeQuery(SharedSessionContractImplementor session, Runnable work) {
		Flush outer = this.flush.get();
		if (outer != null) {
			outer.interrupt();
		}
		whileWriting(session, work);
		this.recent.set(new WeakReference<>(session));
	}

	private void handOverAfter(Throwable failure, Flush failed) {
		failed.rows().addAll(failed.statements());
		try {
			handOver(failed.session(), failed.rows());
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Where the rows are collected that a session changes just now.
	 * @return null if it is not writing
	 */
	@Nullable ChangedTags current(SharedSessionContractImplementor session) {
		Flush current = this.flush.get();
		return (current != null && current.session() == session) ? current.rows() : null;
	}

	/**
	 * The flush of the calling thread, whatever its session.
	 * @return null if nothing is written just now
	 */
	@Nullable Flush currentFlush() {
		return this.flush.get();
	}

	private @Nullable SharedSessionContractImplementor recentSession() {
		WeakReference<SharedSessionContractImplementor> last = this.recent.get();
		return (last != null) ? last.get() : null;
	}

	/**
	 * Hands tags over to the transactions that the change may belong to. If it may belong
	 * to two, both invalidate.
	 */
	void handOver(@Nullable SharedSessionContractImplementor session, ChangedTags changed) {
		if (changed.isEmpty()) {
			return;
		}
		SessionTransaction own = (session != null && session.isTransactionInProgress())
				? this.transactions.computeIfAbsent(session, (begun) -> SessionTransaction.watch(begun, this::ended))
				: null;
		List<String> tags = changed.all((own != null) ? own::count : (entity, count) -> count);
		boolean isSpring = SpringTransactions.isActive() && this.sink.isTransactionAware();
		if (own != null && session != null && !(isSpring && SpringTransactions.covers(session))) {
			own.add(tags);
			if (!isSpring) {
				return;
			}
		}
		this.sink.invalidate(tags);
	}

	private void ended(@Nullable SharedSessionContractImplementor session, Collection<String> tags) {
		if (session != null) {
			this.transactions.remove(session);
		}
		if (!tags.isEmpty()) {
			this.sink.invalidateCommitted(tags);
		}
	}

}
