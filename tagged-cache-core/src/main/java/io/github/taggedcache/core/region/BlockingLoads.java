package io.github.taggedcache.core.region;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

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

	private final Region.Environment environment;

	BlockingLoads(Region region, LoadedValues values, RunningLoads running, Region.Environment environment) {
		this.region = region;
		this.values = values;
		this.running = running;
		this.environment = environment;
	}

	@Nullable Object get(LoadCall call, Callable<? extends @Nullable Object> loader) throws LoadFailedException {
		Load.Id id = Load.Id.of(call);
		int ended = this.running.ended(id);
		Lookup lookup = Futures.await(this.region.lookup(call.key(), call.type(), call.callTags()));
		Hit hit = Futures.await(this.region.read(lookup, call.type(), call));
		if (hit != null) {
			return hit.value();
		}
		Joiner joiner = new Joiner(this.environment, this.region.settings());
		Attempt attempt = new Attempt(call, loader, joiner);
		long token = LoadedValues.token(call, lookup);
		while (joiner.mayShare()) {
			Load load = new Load(id, token);
			Load other = this.running.join(load);
			if (other == null) {
				return lead(load, attempt, this.running.ended(id) != ended);
			}
			CompletableFuture<@Nullable Loaded> outcome = joiner.join(other);
			if (outcome == null) {
				break;
			}
			Loaded loaded = await(outcome, joiner);
			if (loaded != null) {
				Standing standing = Futures.await(this.values.standing(call, loaded, other));
				Hit joined = standing.isCurrent() ? loaded.joined().get() : null;
				if (joined != null) {
					return joined.value();
				}
				token = standing.clock();
			}
			this.running.retire(other);
		}
		return load(new Load(id, token), attempt);
	}

	private static @Nullable Loaded await(CompletableFuture<@Nullable Loaded> outcome, Joiner joiner)
			throws LoadFailedException {
		try {
			Loaded loaded = outcome.get();
			if (loaded == null) {
				joiner.runLate();
			}
			return loaded;
		}
		catch (InterruptedException ex) {
			outcome.cancel(false);
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

	private @Nullable Object lead(Load load, Attempt attempt, boolean lookAgain) throws LoadFailedException {
		LoadCall call = attempt.call;
		try {
			Loaded found = lookAgain
					? Futures.await(this.values.stored(Futures.await(this.values.lookAgain(call)), call)) : null;
			if (found != null) {
				load.outcome().complete(found);
				return found.value();
			}
			return load(load, attempt);
		}
		catch (Throwable ex) {
			load.outcome().completeExceptionally((ex instanceof LoadFailedException failed) ? failed.thrown() : ex);
			throw ex;
		}
		finally {
			// Where the value was given out without its tags, nobody else may have it
			load.outcome().cancel(false);
			this.running.end(load);
		}
	}

	private @Nullable Object load(Load load, Attempt attempt) throws LoadFailedException {
		LoadCall call = attempt.call;
		Object value = run(load, attempt);
		try {
			Loaded loaded = this.values.loaded(call, value, load.token());
			load.outcome().complete(loaded);
			Futures.await(this.values.store(call, loaded, load.token()));
		}
		catch (RuntimeException ex) {
			call.notStored(ex, value);
		}
		return value;
	}

	private @Nullable Object run(Load load, Attempt attempt) throws LoadFailedException {
		long start = System.nanoTime();
		attempt.joiner.begin(load);
		try {
			return load.run(attempt.call.scope(), attempt.loader);
		}
		catch (Throwable ex) {
			throw new LoadFailedException(ex);
		}
		finally {
			attempt.joiner.end(load);
			this.values.ended(start);
		}
	}

	/**
	 * One call on its way.
	 *
	 * @param call the call
	 * @param loader makes the value
	 * @param joiner says what the call may wait for
	 */
	private record Attempt(LoadCall call, Callable<? extends @Nullable Object> loader, Joiner joiner) {

	}

}
