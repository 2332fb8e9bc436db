package io.github.taggedcache.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import io.github.taggedcache.benchmarks.program.Idle;
import io.github.taggedcache.benchmarks.program.InvalidateBySize;
import io.github.taggedcache.benchmarks.program.InvalidationDelay;
import io.github.taggedcache.benchmarks.program.Memory;
import io.github.taggedcache.benchmarks.program.MixedLoad;
import io.github.taggedcache.benchmarks.program.Program;
import io.github.taggedcache.benchmarks.program.StartUp;
import io.github.taggedcache.benchmarks.result.Result;
import org.openjdk.jmh.profile.GCProfiler;

/**
 * Benchmarks that are run together, each with all that it is compared to.
 */
enum Group {

	/** Hits in memory. */
	NEAR((effort, kept) -> new JmhRuns(kept, effort, effort.longWarmUps())
		.with(NearHit.class, (options) -> options.addProfiler(GCProfiler.class))
		.with(NearHit.class,
				(options) -> options.param(JmhRuns.PRODUCT, "CAFFEINE_CACHE_MANAGER", "TAGGED")
					.param(JmhRuns.TAGS, "0", "20")
					.addProfiler(GCProfiler.class))
		.with(NearHit.class,
				(options) -> options.param(JmhRuns.PRODUCT, "CAFFEINE_CACHE_MANAGER", "TAGGED")
					.param(JmhRuns.TAGS, "3", "20")
					.param("invalidations", "5000"))
		.run()),

	/** Hits in Redis. */
	REMOTE((effort, kept) -> {
		JmhRuns runs = new JmhRuns(kept, effort, effort.longWarmUps());
		for (int threads : List.of(1, 8, 64)) {
			runs.with(RemoteHit.class,
					(options) -> options.threads(threads)
						.param(JmhRuns.PRODUCT, "REDIS_CACHE_MANAGER", "REDISSON_MAP_CACHE")
						.param(JmhRuns.TAGS, "0"))
				.with(RemoteHit.class,
						(options) -> options.threads(threads)
							.param(JmhRuns.PRODUCT, "KEY_SET_INDEX", "TWO_ROUND_TRIPS")
							.param(JmhRuns.TAGS, "3"))
				.with(RemoteHit.class, (options) -> options.threads(threads)
					.param(JmhRuns.PRODUCT, "TAGGED_REMOTE", "TAGGED_STRICT_REMOTE", "TAGGED_STRICT")
					.param(JmhRuns.TAGS, (threads == 1) ? new String[] { "0", "3", "20" } : new String[] { "3" }))
				.run();
		}
	}),

	/** Values to bytes and back. */
	CODEC((effort, kept) -> new JmhRuns(kept, effort, effort.warmUps()).with(Codec.class, (options) -> options).run()),

	/** Misses, puts, evicts and invalidations of few tags. */
	WRITE((effort, kept) -> new JmhRuns(kept, effort, effort.longWarmUps()).with(Writes.class, (options) -> options)
		.with(Invalidations.class, (options) -> options)
		.run()),

	/** Invalidations by the number of entries. */
	INVALIDATE(program(new InvalidateBySize())),

	/** The mixed load. */
	MIXED(program(new MixedLoad())),

	/** The delay until other instances know. */
	DELAY(program(new InvalidationDelay())),

	/** Bytes of an entry. */
	MEMORY(program(new Memory())),

	/** The time to start. */
	STARTUP(program(new StartUp())),

	/** What an idle instance costs. */
	IDLE(program(new Idle()));

	private final Task task;

	Group(Task task) {
		this.task = task;
	}

	private static Task program(Program program) {
		return (effort, kept) -> kept.accept(program.run(effort.length()));
	}

	static Group named(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT));
	}

	/**
	 * Runs its benchmarks.
	 * @param kept gets the results; those that there are by then, and later all
	 */
	void run(Effort effort, Consumer<List<Result>> kept) throws Exception {
		this.task.run(effort, kept);
	}

	@FunctionalInterface
	private interface Task {

		void run(Effort effort, Consumer<List<Result>> kept) throws Exception;

	}

}
