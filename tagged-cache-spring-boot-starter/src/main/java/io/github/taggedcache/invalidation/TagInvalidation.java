package io.github.taggedcache.invalidation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.template.InvalidationRule;
import io.github.taggedcache.template.Outcome;
import io.github.taggedcache.tenant.Tenant;
import io.github.taggedcache.transaction.CacheTransaction;
import io.github.taggedcache.transaction.ReactiveTransactions;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The invalidations that one call of a method makes: all its rules together take one
 * round trip before the call, and one after it.
 */
final class TagInvalidation {

	private final Invalidations invalidations;

	private final List<InvalidationRule> rules;

	private final Object target;

	private final @Nullable Object[] args;

	private final @Nullable EnclosingCall call;

	private final boolean unheard;

	private final Tenant tenant;

	private final @Nullable CacheTransaction transaction;

	private final @Nullable Consumer<List<Appended>> passed;

	private @Nullable Queue<Map<Mode, Set<String>>> started;

	private final Queue<Map<Mode, Set<String>>> failed;

	private Map<Mode, Set<String>> before = Map.of();

	/**
	 * Creates the invalidation of one call, on the thread of the call.
	 * @param call the cached call of the same method, if it is one
	 * @param unheard whether the caller does no more with an exception than log it
	 * @param tenant whose tags the rules name
	 */
	TagInvalidation(Invalidations invalidations, List<InvalidationRule> rules, Object target, @Nullable Object[] args,
			@Nullable EnclosingCall call, boolean unheard, Tenant tenant) {
		this(invalidations, rules, target, args, call, unheard, tenant, invalidations.transactions().current(),
				new ConcurrentLinkedQueue<>());
	}

	private TagInvalidation(Invalidations invalidations, List<InvalidationRule> rules, Object target,
			@Nullable Object[] args, @Nullable EnclosingCall call, boolean unheard, Tenant tenant,
			@Nullable CacheTransaction transaction, Queue<Map<Mode, Set<String>>> failed) {
		this.invalidations = invalidations;
		this.rules = rules;
		this.target = target;
		this.args = args;
		this.call = call;
		this.unheard = unheard;
		this.tenant = tenant;
		this.transaction = transaction;
		this.failed = failed;
		this.passed = (call != null) ? call::passed : null;
	}

	/**
	 * The same for a subscriber in a reactive transaction. What was sent before the call
	 * is sent again after its commit.
	 */
	TagInvalidation of(ContextView context) {
		CacheTransaction reactive = ReactiveTransactions.current(context, this.invalidations.transactions());
		if (reactive == null) {
			return this;
		}
		TagInvalidation own = new TagInvalidation(this.invalidations, this.rules, this.target, this.args, this.call,
				this.unheard, this.tenant, reactive, this.failed);
		own.repeatAtCommit(this.before);
		return own;
	}

	/**
	 * Whether one of the rules looks at the result.
	 */
	boolean needsResult() {
		return this.rules.stream().anyMatch(InvalidationRule::needsResult);
	}

	/**
	 * If synchronizations are around this call without a transaction, sends everything
	 * that {@link #start} sends once more after they have ended. Must be called on their
	 * thread, which a future or publisher may leave.
	 */
	void repeatAfterSynchronizations() {
		if (isInSynchronizations()) {
			Queue<Map<Mode, Set<String>>> before = new ConcurrentLinkedQueue<>();
			this.started = before;
			TransactionSynchronizationManager.registerSynchronization(
					new InvalidationAfterCompletion(() -> before.forEach((tags) -> sendOrRetry(tags, false))));
		}
	}

	/**
	 * Sends the invalidations of the stage before the call. If a template or condition
	 * fails, the tags of the other rules are sent before the failure is thrown.
	 */
	CompletableFuture<Void> startBefore() {
		Evaluated evaluated = evaluate(Outcome.notEnded());
		this.before = evaluated.tags;
		CompletableFuture<Void> sent = start(evaluated.tags);
		if (evaluated.failure != null) {
			throw evaluated.failure;
		}
		return sent;
	}

	/**
	 * Sends the invalidations of a stage. Templates run on the calling thread. The future
	 * completes on the executor, not on the thread that brings the store's answer.
	 * @return fails if an invalidation was not recorded; if a template or condition
	 * failed, fails with that after the tags of the other rules were recorded
	 */
	CompletableFuture<Void> start(Outcome outcome) {
		Evaluated evaluated = evaluate(outcome);
		CompletableFuture<Void> sent = start(evaluated.tags);
		RuntimeException failure = evaluated.failure;
		return (failure != null) ? sent.thenCompose((done) -> CompletableFuture.failedFuture(failure)) : sent;
	}

	private CompletableFuture<Void> start(Map<Mode, Set<String>> tags) {
		if (tags.isEmpty()) {
			return CompletableFuture.completedFuture(null);
		}
		if (this.started != null) {
			this.started.add(tags);
		}
		boolean isRepeated = repeatAtCommit(tags);
		return send(tags, isRepeated).whenCompleteAsync((done, ex) -> {
			Throwable cause = Futures.cause(ex);
			if (cause != null && this.unheard) {
				retryFailed(cause);
			}
		}, this.invalidations.executor());
	}

	/**
	 * Sends the invalidations of a stage and waits for them. If a transaction is around
	 * this call, they are sent again after its commit: a reader that begins before the
	 * commit may still store what was before it.
	 */
	void run(Outcome outcome) {
		Evaluated evaluated = evaluate(outcome);
		Map<Mode, Set<String>> tags = evaluated.tags;
		if (!tags.isEmpty()) {
			boolean isRepeated = repeatAtCommit(tags);
			repeatAfterSynchronizations(tags);
			record(tags, isRepeated);
		}
		if (evaluated.failure != null) {
			throw evaluated.failure;
		}
	}

	private void record(Map<Mode, Set<String>> tags, boolean isRepeated) {
		if (!this.unheard && !isAfterTransaction()) {
			Futures.await(send(tags, isRepeated));
			return;
		}
		RuntimeException failure = sendOrRetry(tags, isRepeated);
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * Does what {@link #run} does after the method threw. The caller gets the exception
	 * of the method, so an invalidation that fails is sent again later.
	 * @param thrown gets the failure of the invalidation added
	 */
	void runAfterException(Throwable thrown) {
		Evaluated evaluated = evaluate(Outcome.exception());
		Map<Mode, Set<String>> tags = evaluated.tags;
		if (!tags.isEmpty()) {
			boolean isRepeated = repeatAtCommit(tags);
			repeatAfterSynchronizations(tags);
			RuntimeException failure = sendOrRetry(tags, isRepeated);
			if (failure != null) {
				thrown.addSuppressed(failure);
			}
		}
		if (evaluated.failure != null) {
			thrown.addSuppressed(evaluated.failure);
		}
	}

	/**
	 * Has the transaction around this call make its entries old as well, at its commit
	 * and until then for itself. A rollback leaves everything as it was.
	 * @return false if no transaction is open
	 */
	private boolean repeatAtCommit(Map<Mode, Set<String>> tags) {
		CacheTransaction around = this.transaction;
		boolean isRepeated = around != null;
		if (around != null) {
			for (Map.Entry<Mode, Set<String>> one : tags.entrySet()) {
				isRepeated &= around.invalidate(one.getValue(), one.getKey(), this.passed);
			}
		}
		return isRepeated;
	}

	/**
	 * Whether this call is made while others are told of the end of a transaction. Its
	 * caller may learn of no failure.
	 */
	private boolean isAfterTransaction() {
		return this.transaction != null && !this.transaction.isOpen();
	}

	private boolean isInSynchronizations() {
		return this.transaction == null && this.invalidations.transactions().areAware()
				&& TransactionSynchronizationManager.isSynchronizationActive();
	}

	private void repeatAfterSynchronizations(Map<Mode, Set<String>> tags) {
		if (isInSynchronizations()) {
			TransactionSynchronizationManager
				.registerSynchronization(new InvalidationAfterCompletion(() -> sendOrRetry(tags, false)));
		}
	}

	/**
	 * Invalidates tags where nobody can be told of a failure. What fails is sent again
	 * later, also if this thread is interrupted and learns nothing of the outcome.
	 * @return the failure that this thread has seen, or null
	 */
	private @Nullable RuntimeException sendOrRetry(Map<Mode, Set<String>> tags, boolean isRepeated) {
		try {
			Futures.await(send(tags, isRepeated).whenComplete((done, ex) -> {
				Throwable cause = Futures.cause(ex);
				if (cause != null) {
					retryFailed(cause);
				}
			}));
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	/**
	 * Sends what could not be recorded so far again later, because the caller gets
	 * something else than that failure.
	 */
	void retryFailed(Throwable cause) {
		for (var tags = this.failed.poll(); tags != null; tags = this.failed.poll()) {
			this.invalidations.pending().add(tags, cause);
		}
	}

	/**
	 * Evaluates all rules. A rule that fails does not stop the others: what their tags
	 * stand for has changed.
	 */
	private Evaluated evaluate(Outcome outcome) {
		Map<Mode, Set<String>> tags = new EnumMap<>(Mode.class);
		RuntimeException failure = null;
		for (InvalidationRule rule : this.rules) {
			Set<String> named = new LinkedHashSet<>();
			try {
				rule.collect(this.target, this.args, outcome, named);
			}
			catch (RuntimeException ex) {
				failure = (failure != null) ? failure : ex;
			}
			if (!named.isEmpty()) {
				tags.computeIfAbsent(rule.mode(), (mode) -> new LinkedHashSet<>())
					.addAll((!this.tenant.equals(Tenant.NONE)) ? this.tenant.tags(named) : named);
			}
		}
		return new Evaluated(tags, failure);
	}

	/**
	 * Invalidates tags.
	 * @param isRepeated whether the transaction around this call does that once more. If
	 * an outbox keeps them until then, a store that is away is no failure
	 */
	private CompletableFuture<Void> send(Map<Mode, Set<String>> tags, boolean isRepeated) {
		List<CompletableFuture<List<Appended>>> sent = new ArrayList<>();
		tags.forEach((mode, names) -> sent.add(this.invalidations.send(names, mode)));
		CompletableFuture<Void> all = CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new));
		CompletableFuture<Void> told = (this.transaction != null && isRepeated)
				? this.transaction.orKept(all, CompletableFuture.completedFuture(null)) : all;
		return told.whenComplete((done, ex) -> {
			if (ex != null) {
				this.failed.add(tags);
			}
		}).thenRun(() -> sent.stream().filter((one) -> !one.isCompletedExceptionally()).forEach(this::passed));
	}

	private void passed(CompletableFuture<List<Appended>> appended) {
		if (this.call != null) {
			this.call.passed(appended.join());
		}
	}

	/**
	 * What the rules gave in one stage.
	 *
	 * @param tags the tags by mode
	 * @param failure the first failure of a template or condition, if there was one
	 */
	private record Evaluated(Map<Mode, Set<String>> tags, @Nullable RuntimeException failure) {

	}

}
