package io.github.taggedcache.core.region;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.taggedcache.core.region.Load.Loaded;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value or loads it without blocking.
 */
final class AsyncLoads {

	private final Region region;

	private final LoadedValues values;

	private final RunningLoads running;

	private final Executor executor;

	AsyncLoads(Region region, LoadedValues values, RunningLoads running, Executor executor) {
		this.region = region;
		this.values = values;
		this.running = running;
		this.executor = executor;
	}

	CompletableFuture<@Nullable Object> retrieve(LoadCall call,
			Supplier<? extends CompletableFuture<? extends @Nullable Object>> loader) {
		Attempt first = new Attempt(call, loader, this.running.ended(Load.Id.of(call)));
		CompletableFuture<Lookup> looked = this.region.lookup(call.key(), call.callTags());
		CompletableFuture<@Nullable Object> value = Futures.compose(looked, (lookup) -> {
			Hit hit = this.region.read(lookup, call.type());
			return (hit != null) ? CompletableFuture.completedFuture(hit.value())
					: joinOrLoad(first, LoadedValues.token(call, lookup), 0);
		}, this.executor);
		return Futures.unwrapped(value);
	}

	private CompletableFuture<@Nullable Object> joinOrLoad(Attempt attempt, long token, int joins) {
		Load load = new Load(Load.Id.of(attempt.call), token);
		Load other = (joins < LoadedValues.MAX_JOINS) ? this.running.join(load) : null;
		if (joins == LoadedValues.MAX_JOINS || (other != null && other.runsHere())) {
			return load(load, attempt);
		}
		if (other == null) {
			return lead(load, attempt, this.running.ended(load.id()) != attempt.ended);
		}
		return other.outcome()
			.handle((loaded, ex) -> new Ended(loaded, Futures.cause(ex)))
			.thenComposeAsync((ended) -> join(attempt, other, joins, ended), this.executor);
	}

	private CompletableFuture<@Nullable Object> join(Attempt attempt, Load other, int joins, Ended ended) {
		Loaded loaded = ended.loaded;
		if (loaded == null) {
			return (ended.failure == null || LoadedValues.isOfOneCaller(ended.failure))
					? insteadOf(other, attempt, other.token(), joins) : CompletableFuture.failedFuture(ended.failure);
		}
		return Futures.compose(this.values.standing(attempt.call, loaded, other),
				(standing) -> standing.isCurrent() ? CompletableFuture.completedFuture(loaded.value())
						: insteadOf(other, attempt, standing.clock(), joins),
				this.executor);
	}

	private CompletableFuture<@Nullable Object> insteadOf(Load other, Attempt attempt, long token, int joins) {
		this.running.retire(other);
		return joinOrLoad(attempt, token, joins + 1);
	}

	private CompletableFuture<@Nullable Object> lead(Load load, Attempt attempt, boolean lookAgain) {
		CompletableFuture<@Nullable Object> value;
		try {
			value = lookAgain ? lookAgain(load, attempt) : load(load, attempt);
		}
		catch (Throwable ex) {
			value = CompletableFuture.failedFuture(ex);
		}
		return value.whenComplete((done, ex) -> {
			Throwable cause = Futures.cause(ex);
			if (cause != null) {
				load.outcome().completeExceptionally(cause);
			}
			this.running.end(load);
		});
	}

	private CompletableFuture<@Nullable Object> lookAgain(Load load, Attempt attempt) {
		return Futures.compose(this.values.lookAgain(attempt.call), (lookup) -> {
			Loaded found = this.values.stored(lookup, attempt.call);
			if (found == null) {
				return load(load, attempt);
			}
			load.outcome().complete(found);
			return CompletableFuture.completedFuture(found.value());
		}, this.executor);
	}

	private CompletableFuture<@Nullable Object> load(Load load, Attempt attempt) {
		long start = System.nanoTime();
		CompletableFuture<? extends @Nullable Object> loading;
		try {
			loading = load.run(attempt.call.scope(), attempt.loader::get);
			if (loading == null) {
				throw new IllegalStateException(
						"The loader of " + load.id().key() + " returned null, where it must return a future");
			}
		}
		catch (Throwable ex) {
			this.values.ended(start);
			return CompletableFuture.failedFuture(ex);
		}
		return loading.whenComplete((value, ex) -> this.values.ended(start))
			.thenComposeAsync((value) -> loaded(load, attempt.call, value), this.executor);
	}

	private CompletableFuture<@Nullable Object> loaded(Load load, LoadCall call, @Nullable Object value) {
		Loaded loaded = LoadedValues.tagged(call, value);
		load.outcome().complete(loaded);
		return this.values.store(call, loaded, load.token()).handleAsync((stored, ex) -> {
			Throwable cause = Futures.cause(ex);
			if (cause instanceof StoreException failure) {
				call.storeFailed(failure, value);
			}
			else if (cause != null) {
				throw new CompletionException(cause);
			}
			return value;
		}, this.executor);
	}

	/**
	 * One call on its way.
	 *
	 * @param call the call
	 * @param loader begins to make the value
	 * @param ended number of loads that had ended before its lookup
	 */
	private record Attempt(LoadCall call, Supplier<? extends CompletableFuture<? extends @Nullable Object>> loader,
			int ended) {

	}

	/**
	 * How a load ended that was joined.
	 *
	 * @param loaded what it gave, or null
	 * @param failure why it gave nothing
	 */
	private record Ended(@Nullable Loaded loaded, @Nullable Throwable failure) {

	}

}
