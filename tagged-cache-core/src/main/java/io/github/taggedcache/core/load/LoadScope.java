package io.github.taggedcache.core.load;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.taggedcache.core.envelope.TimeToLive;
import io.github.taggedcache.core.name.TagName;
import org.jspecify.annotations.Nullable;

/**
 * What the loader of a value says about it while it runs: further tags, another time to
 * live, or that it must not be stored. Bound to the thread that runs the loader, and to
 * the innermost load there; a loader may hand it to other threads.
 */
public final class LoadScope {

	private static final ThreadLocal<@Nullable Running> CURRENT = new ThreadLocal<>();

	private volatile @Nullable Load load;

	private @Nullable Set<String> tags;

	private @Nullable Duration timeToLive;

	private boolean stored = true;

	/**
	 * The scope of the innermost load that runs on this thread.
	 * @return the scope, or null outside a load
	 */
	public static @Nullable LoadScope current() {
		Running running = CURRENT.get();
		return (running != null) ? running.scope : null;
	}

	/**
	 * The innermost load, of those that others can join, that this thread works for: its
	 * loader runs here, or a template, codec or listener does.
	 */
	static @Nullable Load currentLoad() {
		Running running = CURRENT.get();
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
		Running outer = CURRENT.get();
		if (load == ((outer != null) ? outer.load : null)) {
			return work.get();
		}
		CURRENT.set(new Running((outer != null) ? outer.scope : null, load));
		try {
			return work.get();
		}
		finally {
			restore(outer);
		}
	}

	private static void restore(@Nullable Running outer) {
		if (outer != null) {
			CURRENT.set(outer);
		}
		else {
			CURRENT.remove();
		}
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
		Running outer = CURRENT.get();
		Load own = this.load;
		CURRENT.set(new Running(this, (own == null && outer != null) ? outer.load : own));
		try {
			return loader.load();
		}
		finally {
			restore(outer);
		}
	}

	public synchronized void addTags(Collection<String> tags) {
		tags.forEach(TagName::require);
		if (this.tags == null) {
			this.tags = new LinkedHashSet<>();
		}
		this.tags.addAll(tags);
	}

	public synchronized void setTimeToLive(Duration timeToLive) {
		this.timeToLive = TimeToLive.require(timeToLive);
	}

	public synchronized void doNotStore() {
		this.stored = false;
	}

	public synchronized List<String> tags() {
		return (this.tags != null) ? List.copyOf(this.tags) : List.of();
	}

	public synchronized @Nullable Duration timeToLive() {
		return this.timeToLive;
	}

	public synchronized boolean isStored() {
		return this.stored;
	}

	/**
	 * What runs on a thread.
	 *
	 * @param scope the innermost scope; null outside a loader
	 * @param load the innermost load that others can join
	 */
	private record Running(@Nullable LoadScope scope, @Nullable Load load) {

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
