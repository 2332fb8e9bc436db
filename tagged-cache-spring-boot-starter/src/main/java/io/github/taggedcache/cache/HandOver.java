package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.Inherited;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.LoadScope.Bound;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.result.ContextOfResult;
import org.jspecify.annotations.Nullable;

/**
 * What one call of an annotated method hands to the value in whose load the call is made:
 * the cached values that the call was served, or the value that its method made and what
 * that was made from. All of that is handed over before the caller has the value.
 * <p>
 * The value is that of the load which runs on the thread of the call. For a publisher it
 * is also that of the load which subscribes to it, as its context says.
 */
final class HandOver {

	private final Invocation invocation;

	/** Of the load that runs on the thread of the call. */
	private final @Nullable Dependencies enclosing;

	private final @Nullable Dependencies collector;

	/** Whether a subscriber may get the value for another load. */
	private final boolean isOfPublisher;

	private @Nullable Collection<String> tags;

	/**
	 * Creates it, on the thread of the call.
	 */
	HandOver(Invocation invocation) {
		this.invocation = invocation;
		this.isOfPublisher = invocation.call().isReactive()
				&& !CompletableFuture.class.isAssignableFrom(invocation.call().method().getReturnType());
		this.enclosing = LoadScope.collector();
		this.collector = this.isOfPublisher ? new Dependencies() : this.enclosing;
	}

	/**
	 * Collects what the call is served.
	 * @return what collects it; null if the call is made for no other value
	 */
	@Nullable Dependencies collector() {
		return this.collector;
	}

	/**
	 * Takes note of the tags that the value is stored with.
	 */
	synchronized void storedWith(Collection<String> tags) {
		this.tags = tags;
	}

	private synchronized @Nullable Collection<String> tags() {
		return this.tags;
	}

	/**
	 * The method made a value.
	 * @param value the value
	 * @param isWhole false for the elements of a publisher of many, which nobody collects
	 */
	void made(@Nullable Object value, boolean isWhole) {
		if (isMade()) {
			List<EntryKey> keys = keys();
			if (!keys.isEmpty()) {
				add(keys, value, isWhole);
			}
		}
		handTo(this.enclosing);
	}

	/**
	 * The method failed. What stands in for its value is made from the same.
	 */
	void failed() {
		isMade();
		handTo(this.enclosing);
	}

	/**
	 * A subscriber cancelled, and may have elements whose tags nobody knows.
	 */
	void cut() {
		if (isMade() && this.collector != null) {
			this.collector.addUnknown();
		}
		handTo(this.enclosing);
	}

	/**
	 * Whether the method was called for another value. What it obtained then counts for
	 * that value too.
	 */
	private boolean isMade() {
		if (this.collector == null || !this.invocation.load().isCalled()) {
			return false;
		}
		this.collector.add(this.invocation.tags().scope().inherited());
		return true;
	}

	/**
	 * The keys that the value was looked for or put under, if a region did not load it.
	 */
	private List<EntryKey> keys() {
		return this.invocation.views()
			.all()
			.stream()
			.map((view) -> view.asked().made())
			.filter(Objects::nonNull)
			.toList();
	}

	private void add(List<EntryKey> keys, @Nullable Object value, boolean isWhole) {
		Dependencies to = Objects.requireNonNull(this.collector);
		Collection<String> known = tags();
		if (known == null && !isWhole && this.invocation.call().templates().needsResult()) {
			to.addUnknown();
			return;
		}
		try {
			Collection<String> names = (known != null) ? known
					: this.invocation.tags().of(value, this.invocation.views().methodTag());
			Inherited inherited = this.invocation.tags().scope().inherited();
			long token = this.invocation.token();
			long asOf = (token != LoadToken.NONE) ? Math.min(token, inherited.asOf()) : inherited.asOf();
			keys.forEach((key) -> to.addStale(key, names, asOf, inherited.staleSince()));
		}
		catch (RuntimeException ex) {
			// A template that fails has failed the put before, or nothing was to be put
			to.addUnknown();
		}
	}

	/**
	 * Hands over to the load that subscribes to a publisher.
	 * @param result what the caller of the method would get
	 * @return what the caller gets
	 */
	@Nullable Object toSubscriber(@Nullable Object result) {
		if (!this.isOfPublisher) {
			return result;
		}
		return ContextOfResult.told(result, LoadScopeAccessor.KEY, this::handToSubscriber, this::cut);
	}

	private void cut(Object subscriber) {
		cut();
		handToSubscriber(subscriber);
	}

	private void handToSubscriber(Object subscriber) {
		if (subscriber instanceof Bound bound) {
			handTo(bound.collector());
		}
	}

	private void handTo(@Nullable Dependencies to) {
		Dependencies from = this.collector;
		if (to != null && from != null && to != from) {
			to.add(from.inherited());
		}
	}

}
