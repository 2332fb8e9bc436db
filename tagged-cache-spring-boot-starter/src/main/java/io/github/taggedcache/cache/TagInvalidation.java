package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.template.InvalidationRule;
import io.github.taggedcache.template.Outcome;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The invalidations that one call of a method makes, by all its rules together: one round
 * trip a stage.
 */
final class TagInvalidation {

	private final RegionCacheManager manager;

	private final Executor executor;

	private final List<InvalidationRule> rules;

	private final Object target;

	private final @Nullable Object[] args;

	private final @Nullable Invocation invocation;

	private @Nullable Queue<Map<InvalidationMode, Set<String>>> started;

	private final PendingInvalidations pending;

	private final Queue<Map<InvalidationMode, Set<String>>> failed = new ConcurrentLinkedQueue<>();

	TagInvalidation(Invocations invocations, List<InvalidationRule> rules, Object target, Method method,
			@Nullable Object[] args) {
		Invocation current = invocations.current();
		this.manager = invocations.manager();
		this.executor = invocations.executor();
		this.pending = invocations.pending();
		this.rules = rules;
		this.target = target;
		this.args = args;
		this.invocation = (current != null && current.isOf(target, method)) ? current : null;
	}

	/**
	 * Whether one of the rules looks at the result.
	 */
	boolean needsResult() {
		return this.rules.stream().anyMatch(InvalidationRule::needsResult);
	}

	/**
	 * Has what {@link #start} sends before the transaction around this call has ended
	 * sent again after that. It is called on the thread of the transaction, which a
	 * future or publisher may leave.
	 */
	void repeatAfterTransaction() {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			Queue<Map<InvalidationMode, Set<String>>> before = new ConcurrentLinkedQueue<>();
			this.started = before;
			TransactionSynchronizationManager
				.registerSynchronization(new InvalidationAfterCompletion(() -> before.forEach(this::sendOrRetry)));
		}
	}

	/**
	 * Invalidates what the rules say for the stage before the call. What a template or
	 * condition fails with is thrown, after the others' tags were sent.
	 */
	CompletableFuture<Void> startBefore() {
		Evaluated evaluated = evaluate(Outcome.notEnded());
		CompletableFuture<Void> sent = start(evaluated.tags);
		if (evaluated.failure != null) {
			throw evaluated.failure;
		}
		return sent;
	}

	/**
	 * Invalidates what the rules say for this stage. Runs their templates on this thread,
	 * and what follows not on the one that brings the store's answer.
	 * @return fails if something was not recorded, or with what a template or condition
	 * failed with, after the others' tags were recorded
	 */
	CompletableFuture<Void> start(Outcome outcome) {
		Evaluated evaluated = evaluate(outcome);
		CompletableFuture<Void> sent = start(evaluated.tags);
		RuntimeException failure = evaluated.failure;
		return (failure != null) ? sent.thenCompose((done) -> CompletableFuture.failedFuture(failure)) : sent;
	}

	private CompletableFuture<Void> start(Map<InvalidationMode, Set<String>> tags) {
		if (tags.isEmpty()) {
			return CompletableFuture.completedFuture(null);
		}
		if (this.started != null) {
			this.started.add(tags);
		}
		return send(tags).whenCompleteAsync((done, ex) -> {
		}, this.executor);
	}

	/**
	 * Does the same and waits for it; and does it again after the transaction around this
	 * call, if there is one: who reads before that has ended may still store what was
	 * before it.
	 */
	void run(Outcome outcome) {
		Evaluated evaluated = evaluate(outcome);
		Map<InvalidationMode, Set<String>> tags = evaluated.tags;
		if (!tags.isEmpty()) {
			if (TransactionSynchronizationManager.isSynchronizationActive()) {
				TransactionSynchronizationManager
					.registerSynchronization(new InvalidationAfterCompletion(() -> sendOrRetry(tags)));
			}
			Futures.await(send(tags));
		}
		if (evaluated.failure != null) {
			throw evaluated.failure;
		}
	}

	/**
	 * Invalidates tags where nobody can be told of a failure.
	 */
	private void sendOrRetry(Map<InvalidationMode, Set<String>> tags) {
		try {
			Futures.await(send(tags));
		}
		catch (RuntimeException ex) {
			retryFailed(ex);
		}
	}

	/**
	 * Has what could not be recorded so far sent again later, since its failure is not
	 * what the caller gets.
	 */
	void retryFailed(Throwable cause) {
		for (var tags = this.failed.poll(); tags != null; tags = this.failed.poll()) {
			this.pending.add(tags, cause);
		}
	}

	/**
	 * One that fails takes nothing of the others with it: what they stand for has
	 * changed.
	 */
	private Evaluated evaluate(Outcome outcome) {
		Map<InvalidationMode, Set<String>> tags = new EnumMap<>(InvalidationMode.class);
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
				tags.computeIfAbsent(rule.mode(), (mode) -> new LinkedHashSet<>()).addAll(named);
			}
		}
		return new Evaluated(tags, failure);
	}

	private CompletableFuture<Void> send(Map<InvalidationMode, Set<String>> tags) {
		List<CompletableFuture<List<Appended>>> sent = new ArrayList<>();
		tags.forEach((mode, names) -> sent.add(this.manager.invalidate(names, mode)));
		return CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).whenComplete((done, ex) -> {
			if (ex != null) {
				this.failed.add(tags);
			}
		}).thenRun(() -> {
			if (this.invocation != null) {
				for (CompletableFuture<List<Appended>> appended : sent) {
					this.invocation.passed(appended.join());
				}
			}
		});
	}

	/**
	 * What the rules gave.
	 *
	 * @param tags the tags by mode
	 * @param failure the first failure of a template or condition, if there was one
	 */
	private record Evaluated(Map<InvalidationMode, Set<String>> tags, @Nullable RuntimeException failure) {

	}

}
