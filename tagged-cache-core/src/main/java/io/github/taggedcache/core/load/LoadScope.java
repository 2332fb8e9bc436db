package io.github.taggedcache.core.load;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.taggedcache.core.envelope.TimeToLive;
import io.github.taggedcache.core.name.TagName;
import org.jspecify.annotations.Nullable;

/**
 * What the loader of a value says about it while it runs: further tags, another time to
 * live, or that it must not be stored. Bound to the thread that runs the loader, and to
 * the innermost load there; a loader may hand it to other threads.
 * <p>
 * The scope also collects the cached values that the loader obtains: the value is made
 * from them, and must not outlive them.
 */
public final class LoadScope {

	private static final ThreadLocal<@Nullable Bound> CURRENT = new ThreadLocal<>();

	private final @Nullable Dependencies dependencies;

	private final UnaryOperator<String> named;

	private final Predicate<String> wanted;

	private volatile @Nullable Load load;

	private @Nullable Set<String> tags;

	private @Nullable Map<Class<?>, ObservedTags> observed;

	private @Nullable Duration timeToLive;

	private boolean stored = true;

	/**
	 * Creates a scope whose value depends on those that it is made from.
	 */
	public LoadScope() {
		this(true);
	}

	/**
	 * Creates a scope.
	 * @param inherits whether the value depends on those that it is made from
	 */
	public LoadScope(boolean inherits) {
		this(inherits, UnaryOperator.identity());
	}

	/**
	 * Creates a scope.
	 * @param inherits whether the value depends on those that it is made from
	 * @param named what a tag that the loader names is stored as
	 */
	public LoadScope(boolean inherits, UnaryOperator<String> named) {
		this(inherits, named, (tag) -> true);
	}

	/**
	 * Creates a scope.
	 * @param inherits whether the value depends on those that it is made from
	 * @param named what a tag that the loader names is stored as
	 * @param wanted whether the value is to have an observed tag that stands for more
	 * than was read
	 */
	public LoadScope(boolean inherits, UnaryOperator<String> named, Predicate<String> wanted) {
		this.dependencies = inherits ? new Dependencies() : null;
		this.named = named;
		this.wanted = wanted;
	}

	/**
	 * The scope of the innermost load that runs on this thread.
	 * @return the scope, or null outside a load
	 */
	public static @Nullable LoadScope current() {
		Bound running = CURRENT.get();
		return (running != null) ? running.scope : null;
	}

	/**
	 * Collects what the calling thread obtains.
	 * @return what collects it; null outside a load, and in a load whose value inherits
	 * nothing
	 */
	public static @Nullable Dependencies collector() {
		LoadScope scope = current();
		return (scope != null) ? scope.dependencies : null;
	}

	/**
	 * What the calling thread runs, to be bound to another thread.
	 * @return null outside a load
	 */
	public static @Nullable Bound bound() {
		return CURRENT.get();
	}

	/**
	 * Has the calling thread work for a load.
	 * @param bound what was bound to another thread, or to this one before; null for no
	 * load
	 */
	public static void bind(@Nullable Bound bound) {
		CURRENT.set(bound);
	}

	/**
	 * The innermost load, of those that others can join, that this thread works for: its
	 * loader runs here, or a template, codec or listener does.
	 */
	static @Nullable Load currentLoad() {
		Bound running = CURRENT.get();
		return (running != null) ? running.load : null;
	}

	/**
	 * Runs what works for a load without being its loader. The scope stays what it is.
	 * @param <T> the type of the result
	 * @param load the load; null stands for none
	 * @param work the work
	 * @return its result
	 */
	static <T extends @Nullable Object> T workFor(@Nullable Load load, Supplier<T> work) {
		Bound outer = CURRENT.get();
		if (load == ((outer != null) ? outer.load : null)) {
			return work.get();
		}
		CURRENT.set(new Bound((outer != null) ? outer.scope : null, load));
		try {
			return work.get();
		}
		finally {
			restore(outer);
		}
	}

	/**
	 * Setting null is less work than removing, at this and at the next near hit.
	 */
	private static void restore(@Nullable Bound outer) {
		CURRENT.set(outer);
	}

	/**
	 * Runs the loader of a load that others can join.
	 */
	<T extends @Nullable Object, X extends Exception> T run(Load load, Loader<T, X> loader) throws X {
		this.load = load;
		return run(loader);
	}

	/**
	 * Runs a loader in this scope.
	 * @param <T> the type of the value
	 * @param <X> what the loader may throw
	 * @param loader the loader
	 * @return what it returns
	 * @throws X what it throws
	 */
	public <T extends @Nullable Object, X extends Exception> T run(Loader<T, X> loader) throws X {
		Bound outer = CURRENT.get();
		Load own = this.load;
		CURRENT.set(new Bound(this, (own == null && outer != null) ? outer.load : own));
		try {
			return loader.load();
		}
		finally {
			restore(outer);
		}
	}

	/**
	 * This scope, to be bound to a thread.
	 * @return it, with the load that it belongs to
	 */
	public Bound toBind() {
		return new Bound(this, this.load);
	}

	/**
	 * What the value takes over from those that it is made from, as far as is known now.
	 * @return nothing if the value inherits nothing
	 */
	public Inherited inherited() {
		return (this.dependencies != null) ? this.dependencies.inherited() : Inherited.NOTHING;
	}

	/**
	 * Takes note that the value has its bytes. What its loader, or a thread that goes on,
	 * obtains from now on is no part of it.
	 */
	public void end() {
		if (this.dependencies != null) {
			this.dependencies.end();
		}
	}

	public synchronized void addTags(Collection<String> tags) {
		tags.forEach(TagName::require);
		if (this.tags == null) {
			this.tags = new LinkedHashSet<>();
		}
		for (String tag : tags) {
			this.tags.add(this.named.apply(tag));
		}
	}

	public synchronized void setTimeToLive(Duration timeToLive) {
		this.timeToLive = TimeToLive.require(timeToLive);
	}

	public synchronized void doNotStore() {
		this.stored = false;
	}

	/**
	 * What observes this load.
	 * @param <T> its type
	 * @param type its type: there is one of each
	 * @param maker makes it at the first question
	 * @return what observes the load
	 */
	public synchronized <T extends ObservedTags> T observed(Class<T> type, Supplier<T> maker) {
		if (this.observed == null) {
			this.observed = new HashMap<>(2);
		}
		return type.cast(this.observed.computeIfAbsent(type, (same) -> maker.get()));
	}

	/**
	 * The tags that the loader named, and those that came to light, so far.
	 * @return the tags as they are stored
	 */
	public synchronized List<String> tags() {
		if (this.observed == null) {
			return (this.tags != null) ? List.copyOf(this.tags) : List.of();
		}
		Set<String> all = (this.tags != null) ? new LinkedHashSet<>(this.tags) : new LinkedHashSet<>();
		for (ObservedTags more : this.observed.values()) {
			more.tags(this.wanted).forEach((tag) -> all.add(this.named.apply(TagName.require(tag))));
		}
		return List.copyOf(all);
	}

	public synchronized @Nullable Duration timeToLive() {
		return this.timeToLive;
	}

	public synchronized boolean isStored() {
		return this.stored;
	}

	/**
	 * What runs on a thread.
	 */
	public static final class Bound {

		/** The innermost scope; null outside a loader. */
		private final @Nullable LoadScope scope;

		/** The innermost load that others can join. */
		private final @Nullable Load load;

		private Bound(@Nullable LoadScope scope, @Nullable Load load) {
			this.scope = scope;
			this.load = load;
		}

		/**
		 * Collects what is obtained for the innermost scope.
		 * @return what collects it; null if nothing does
		 */
		public @Nullable Dependencies collector() {
			return (this.scope != null) ? this.scope.dependencies : null;
		}

	}

	/**
	 * Makes a value.
	 *
	 * @param <T> the type of the value
	 * @param <X> what may be thrown
	 */
	@FunctionalInterface
	public interface Loader<T extends @Nullable Object, X extends Exception> {

		/**
		 * Makes the value.
		 * @return the value
		 * @throws X if there is none
		 */
		T load() throws X;

	}

}
