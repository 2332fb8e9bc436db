package io.github.taggedcache.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import java.util.function.Supplier;

import io.github.taggedcache.core.event.RefreshOutcome;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.core.region.Region;
import org.jspecify.annotations.Nullable;

/**
 * Loads in the background for loaders that were given to a cache outside annotated
 * methods.
 */
final class DirectReloads {

	private DirectReloads() {
	}

	/**
	 * A reload whose loader runs on the thread of the reload.
	 * @param calls makes the call that replaces an entry
	 */
	static Reload blocking(Region region, LongFunction<CacheCall> calls, Callable<? extends @Nullable Object> loader) {
		return (replaced) -> {
			AtomicBoolean loaded = new AtomicBoolean();
			try {
				region.get(calls.apply(replaced), () -> {
					loaded.set(true);
					return loader.call();
				});
				return CompletableFuture.completedFuture(outcome(loaded));
			}
			catch (LoadFailedException ex) {
				return CompletableFuture.failedFuture(ex.thrown());
			}
		};
	}

	/**
	 * A reload whose loader gives a future.
	 * @param calls makes the call that replaces an entry
	 */
	static <T> Reload async(Region region, LongFunction<CacheCall> calls, Supplier<CompletableFuture<T>> loader) {
		return (replaced) -> {
			AtomicBoolean loaded = new AtomicBoolean();
			return region.retrieve(calls.apply(replaced), () -> {
				loaded.set(true);
				return loader.get();
			}).thenApply((value) -> outcome(loaded));
		};
	}

	private static RefreshOutcome outcome(AtomicBoolean loaded) {
		return loaded.get() ? RefreshOutcome.LOADED : RefreshOutcome.FOUND;
	}

}
