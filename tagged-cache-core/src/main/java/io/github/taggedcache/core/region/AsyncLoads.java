package io.github.taggedcache.core.region;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.taggedcache.core.region.Load.Loaded;
import io.github.taggedcache.core.store.Futures;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value or loads it without blocking.
 */
final class AsyncLoads {

	private final Region region;

	private final LoadedValues values;

	private final RunningLoads running;

	private final Region.Environment environment;

	private final Executor executor;

	AsyncLoads(Region region, LoadedValues values, RunningLoads running, Region.Environment environment) {
		this.region = region;
		this.values = values;
		this.running = running;
		this.environment = environment;
		this.executor = environment.executor();
	}

	CompletableFuture<@Nullable Object> retrieve(LoadCall call,
			Supplier<? extends CompletableFuture<? extends @Nullable Object>> loader) {
		Attempt first = new Attempt(call, loader, this.running.ended(Load.Id.of(call)),
				new Joiner(this.environment, this.region.settings()));
		CompletableFuture<Lookup> looked = this.region.lookup(call.key(), call.type(), call.callTags());
		CompletableFuture<@Nullable Object> value = Futures
			.compose(looked,
					(lookup) -> Futures.then(this.region.read(lookup, call.type(), call),
							(hit) -> (hit != null) ? CompletableFuture.completedFuture(hit.value())
									: joinOrLoad(first, LoadedValues.token(call, lookup)),
							this.executor),
					this.executor);
		return Futures.unwrapped(value);
	}

	private CompletableFuture<@Nullable Object> joinOrLoad(Attempt attempt, long token) {
		Load load = new Load(Load.Id.of(attempt.call), token);
		if (!attempt.joiner.mayShare()) {
			return load(load, attempt);
		}
		Load other = this.running.join(load);
		if (other == null) {
			return lead(load, attempt, this.running.ended(load.id()) != attempt.ended);
		}
		CompletableFuture<@Nullable Loaded> outcome = attempt.joiner.join(other);
		return (outcome != null) ? outcome.handle((loaded, ex) -> new Ended(loaded, Futures.cause(ex)))
			.thenComposeAsync((ended) -> join(attempt, other, ended), this.executor) : load(load, attempt);
	}

	private CompletableFuture<@Nullable Object> join(Attempt attempt, Load other, Ended ended) {
		Loaded loaded = ended.loaded;
		if (loaded == null) {
			if (ended.failure == null) {
				attempt.joiner.runLate();
			}
			return (ended.failure == null || LoadedValues.isOfOneCaller(ended.failure))
					? insteadOf(other, attempt, other.token()) : CompletableFuture.failedFuture(ended.failure);
		}
		return Futures.compose(this.values.standing(attempt.call, loaded, other), (standing) -> {
			Hit joined = standing.isCurrent() ? loaded.joined().get() : null;
			return (joined != null) ? CompletableFuture.completedFuture(joined.value())
					: insteadOf(other, attempt, standing.clock());
		}, this.executor);
	}

	private CompletableFuture<@Nullable Object> insteadOf(Load other, Attempt attempt, long token) {
		this.running.retire(other);
		return joinOrLoad(attempt, token);
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
			// Where the value was given out without its tags, nobody else may have it
			load.outcome().cancel(false);
			this.running.end(load);
		});
	}

	private CompletableFuture<@Nullable Object> lookAgain(Load load, Attempt attempt) {
		return Futures.compose(this.values.lookAgain(attempt.call),
				(lookup) -> Futures.then(this.values.stored(lookup, attempt.call), (found) -> {
					if (found == null) {
						return load(load, attempt);
					}
					load.outcome().complete(found);
					return CompletableFuture.completedFuture(found.value());
				}, this.executor), this.executor);
	}

	private CompletableFuture<@Nullable Object> load(Load load, Attempt attempt) {
		long start = System.nanoTime();
		Runnable ended = () -> {
			attempt.joiner.end(load);
			this.values.ended(start);
		};
		CompletableFuture<? extends @Nullable Object> loading;
		attempt.joiner.begin(load);
		try {
			loading = load.run(attempt.call.scope(), attempt.loader::get);
			if (loading == null) {
				throw new IllegalStateException(
						"The loader of " + load.id().key() + " returned null, where it must return a future");
			}
		}
		catch (Throwable ex) {
			ended.run();
			return CompletableFuture.failedFuture(ex);
		}
		return loading.whenComplete((value, ex) -> ended.run())
			.thenComposeAsync((value) -> loaded(load, attempt.call, value), this.executor);
	}

	private CompletableFuture<@Nullable Object> loaded(Load load, LoadCall call, @Nullable Object value) {
		return store(load, call, value).handleAsync((stored, ex) -> {
			Throwable cause = Futures.cause(ex);
			if (cause instanceof RuntimeException failure) {
				call.notStored(failure, value);
			}
			else if (cause != null) {
				throw new CompletionException(cause);
			}
			return value;
		}, this.executor);
	}

	private CompletableFuture<Boolean> store(Load load, LoadCall call, @Nullable Object value) {
		try {
			Loaded loaded = this.values.loaded(call, value, load.token());
			load.outcome().complete(loaded);
			return this.values.store(call, loaded, load.token());
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * One call on its way.
	 *
	 * @param call the call
	 * @param loader begins to make the value
	 * @param ended number of loads that had ended before its lookup
	 * @param joiner says what the call may wait for
	 */
	private record Attempt(LoadCall call, Supplier<? extends CompletableFuture<? extends @Nullable Object>> loader,
			int ended, Joiner joiner) {

	}

	/**
	 * How a load ended that was joined.
	 *
	 * @param loaded what it gave, or null
	 * @param failure why it gave nothing; null if the time was over
	 */
	private record Ended(@Nullable Loaded loaded, @Nullable Throwable failure) {

	}

}
