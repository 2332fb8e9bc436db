package io.github.taggedcache;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.taggedcache.core.load.LoadScope;

/**
 * What a loader may say about the value that it is making: a cached method, or the loader
 * of {@link TaggedCache#get(Object, java.util.concurrent.Callable, String...)}.
 * <p>
 * Each method speaks of the innermost load that runs on the calling thread, and does
 * nothing outside a load. A method that returns a future or a publisher can say it while
 * it makes that, not later on another thread.
 */
public final class CurrentLoad {

	private CurrentLoad() {
	}

	/**
	 * Adds tags to the value.
	 * @param tags the tags; duplicates collapse
	 * @throws IllegalArgumentException if one of them is none
	 */
	public static void addTags(String... tags) {
		withScope((scope) -> scope.addTags(List.of(tags)));
	}

	/**
	 * Keeps the value for another time than its region does.
	 * @param timeToLive for how long; zero means no expiry
	 * @throws IllegalArgumentException if it is negative or shorter than 1 ms
	 */
	public static void timeToLive(Duration timeToLive) {
		withScope((scope) -> scope.setTimeToLive(timeToLive));
	}

	/**
	 * Returns the value to the caller without storing it.
	 */
	public static void doNotStore() {
		withScope(LoadScope::doNotStore);
	}

	private static void withScope(Consumer<LoadScope> action) {
		LoadScope scope = LoadScope.current();
		if (scope != null) {
			action.accept(scope);
		}
	}

}
