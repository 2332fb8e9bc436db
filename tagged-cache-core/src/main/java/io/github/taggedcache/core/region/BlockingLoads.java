package io.github.taggedcache.core.region;

import java.util.concurrent.Callable;

import io.github.taggedcache.core.region.Load.Loaded;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value or loads it on the calling thread.
 */
final class BlockingLoads {

	private final Region region;

	private final LoadedValues values;

	private final RunningLoads running;

	BlockingLoads(Region region, LoadedValues values, RunningLoads running) {
		this.region = region;
		this.values = values;
		this.running = running;
	}

	@Nullable Object get(LoadCall call, Callable<? extends @Nullable Object> loader) throws LoadFailedException {
		Load.Id id = Load.Id.of(call);
		int ended = this.running.ended(id);
		Lookup lookup = Futures.await(this.region.lookup(call.key(), call.type(), call.callTags()));
		Hit hit = Futures.await(this.region.read(lookup, call.type(), call));
		if (hit != null) {
			return hit.value();
		}
		long token = LoadedValues.token(call, lookup);
		for (int joins = 0; joins < LoadedValues.MAX_JOINS; joins++) {
			Load load = new Load(id, token);
			Load other = this.running.join(load);
			if (other == null) {
				return lead(load, call, loader, this.running.ended(id) != ended);
			}
			if (other.runsHere()) {
				break;
			}
			Loaded loaded = outcomeOf(other);
			if (loaded != null) {
				Standing standing = Futures.await(this.values.standing(call, loaded, other));
				if (standing.isCurrent()) {
					return loaded.value();
				}
				token = standing.clock();
			}
			this.running.retire(other);
		}
		return load(new Load(id, token), call, loader);
	}

	private static @Nullable Loaded outcomeOf(Load other) throws LoadFailedException {
		try {
			return other.outcome().get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LoadFailedException(ex);
		}
		catch (Exception ex) {
			Throwable cause = Futures.cause(ex);
			if (LoadedValues.isOfOneCaller(cause)) {
				return null;
			}
			if (cause instanceof StoreException failure) {
				throw failure;
			}
			throw new LoadFailedException((cause != null) ? cause : ex);
		}
	}

	private @Nullable Object lead(Load load, LoadCall call, Callable<? extends @Nullable Object> loader,
			boolean lookAgain) throws LoadFailedException {
		try {
			Loaded found = lookAgain
					? Futures.await(this.values.stored(Futures.await(this.values.lookAgain(call)), call)) : null;
			if (found != null) {
				load.outcome().complete(found);
				return found.value();
			}
			return load(load, call, loader);
		}
		catch (Throwable ex) {
			load.outcome().completeExceptionally((ex instanceof LoadFailedException failed) ? failed.thrown() : ex);
			throw ex;
		}
		finally {
			this.running.end(load);
		}
	}

	private @Nullable Object load(Load load, LoadCall call, Callable<? extends @Nullable Object> loader)
			throws LoadFailedException {
		Object value = run(load, call, loader);
		Loaded loaded = LoadedValues.tagged(call, value, load);
		load.outcome().complete(loaded);
		try {
			Futures.await(this.values.store(call, loaded, load.token()));
		}
		catch (StoreException ex) {
			call.storeFailed(ex, value);
		}
		return value;
	}

	private @Nullable Object run(Load load, LoadCall call, Callable<? extends @Nullable Object> loader)
			throws LoadFailedException {
		long start = System.nanoTime();
		try {
			return load.run(call.scope(), loader);
		}
		catch (Throwable ex) {
			throw new LoadFailedException(ex);
		}
		finally {
			this.values.ended(start);
		}
	}

}
