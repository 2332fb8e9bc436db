package io.github.taggedcache.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.taggedcache.core.store.Observation;
import io.lettuce.core.KeyValue;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Observes the clock and versions: by plain reads where they are certain to be what the
 * master holds, else by observe.lua.
 */
final class Observations {

	/*-
	 * Plain reads
	 * -----------
	 * MGET reads the clock and the versions. GETEX, sent right behind it, reads the clock
	 * once more, on the master. If nothing is missing and both clocks are equal, nothing
	 * was invalidated in between. So what MGET read is what the master held when it did
	 * GETEX, whoever answered MGET, and the moment of the observation is that of GETEX:
	 * after the read began. Redis takes a fraction of the script's time for the two.
	 *
	 * Else the script, a second round trip later. It registers what is missing.
	 *
	 * Decisions that look like bugs and are none
	 * ------------------------------------------
	 * - GETEX changes nothing. It is there because a replica answers GET and MGET.
	 * - MGET and GETEX need not be one step. If a version is evicted and registered again
	 *   between them, the version that MGET read is the one that was issued; the later
	 *   one stands for it.
	 * - If the driver loses the connection, it may send the two to different servers. A
	 *   fail-over that lost invalidations shows by another clock. docs/model has tried
	 *   also that another server answers MGET, and that it holds the lost ones.
	 * - A name that this node has not seen in Redis is asked for by the script at once:
	 *   it would be missing, and the script registers it in the same round trip.
	 * - If the application reads from replicas, the script is used for versions: MGET
	 *   would go to a replica, which lags behind the master as often as not.
	 */

	/** Index of the first key that holds a version; before it come clock and log. */
	private static final int VERSIONS = 2;

	private final Script script = Script.load("observe.lua");

	private final RegisteredNames registered = new RegisteredNames();

	private final MasterClock clock;

	private final boolean scriptOnly;

	/**
	 * Creates the commands.
	 * @param clock the clock
	 * @param replicasAreRead whether the driver sends commands that only read to replicas
	 */
	Observations(MasterClock clock, boolean replicasAreRead) {
		this.clock = clock;
		this.scriptOnly = replicasAreRead;
	}

	Script script() {
		return this.script;
	}

	/**
	 * Observes. One round trip; a second one if plain reads were not enough.
	 * @param keys the keys of the clock and the log, then of the names
	 */
	CompletionStage<Observation> observe(ObserveCall call, byte[][] keys,
			RedisClusterAsyncCommands<byte[], byte[]> redis) {
		if (keys.length == VERSIONS) {
			return byClock(call, keys, redis);
		}
		boolean prolong = call.names().prolong();
		boolean canRead = !this.scriptOnly && !prolong && this.registered.containAll(keys, VERSIONS);
		return canRead ? byReading(call, keys, redis) : byScript(call, keys, prolong, redis);
	}

	/**
	 * The clock alone is one read on the master.
	 */
	private CompletionStage<Observation> byClock(ObserveCall call, byte[][] keys,
			RedisClusterAsyncCommands<byte[], byte[]> redis) {
		return this.clock.read(redis)
			.thenCompose(
					(text) -> orByScript((text != null) ? call.read(List.of(text)) : null, call, keys, false, redis));
	}

	/**
	 * If nothing is missing and something is no version, the script would give that text
	 * again unless it is asked to be careful.
	 */
	private CompletionStage<Observation> byReading(ObserveCall call, byte[][] keys,
			RedisClusterAsyncCommands<byte[], byte[]> redis) {
		CompletionStage<List<byte @Nullable []>> read = redis.mget(withoutLog(keys)).thenApply(Observations::texts);
		return read.thenCombine(this.clock.read(redis), Answers::of).thenCompose((answers) -> {
			Observation seen = answers.isUnchanged() ? call.read(answers.values()) : null;
			boolean careful = answers.isUnchanged() && answers.isComplete();
			return orByScript(seen, call, keys, careful, redis);
		});
	}

	private CompletionStage<Observation> orByScript(@Nullable Observation seen, ObserveCall call, byte[][] keys,
			boolean careful, RedisClusterAsyncCommands<byte[], byte[]> redis) {
		return (seen != null) ? CompletableFuture.completedFuture(seen) : byScript(call, keys, careful, redis);
	}

	/**
	 * Runs the script. If somebody else wrote in the place of a version, there is a
	 * second round trip: the script, asked to be careful, writes over that text.
	 */
	CompletionStage<Observation> byScript(ObserveCall call, byte[][] keys, boolean careful,
			RedisClusterAsyncCommands<byte[], byte[]> redis) {
		return this.script.run(redis, keys, call.arguments(careful)).thenCompose((values) -> {
			Observation seen = call.read(values);
			if (seen == null && careful) {
				throw new IllegalStateException("observe.lua did not answer with the versions that it was asked for");
			}
			if (seen != null) {
				this.registered.add(keys, VERSIONS);
			}
			return orByScript(seen, call, keys, true, redis);
		});
	}

	private static byte[][] withoutLog(byte[][] keys) {
		byte[][] read = Arrays.copyOfRange(keys, 1, keys.length);
		read[0] = keys[0];
		return read;
	}

	private static List<byte @Nullable []> texts(List<KeyValue<byte[], byte[]>> values) {
		List<byte @Nullable []> texts = new ArrayList<>(values.size());
		values.forEach((value) -> texts.add(value.hasValue() ? value.getValue() : null));
		return texts;
	}

	/**
	 * The answers to both commands.
	 *
	 * @param values the clock, then the versions
	 * @param clockBehind the clock that the master had afterwards
	 */
	private record Answers(List<byte @Nullable []> values, long clockBehind) {

		static Answers of(List<byte @Nullable []> values, byte @Nullable [] clockBehind) {
			return new Answers(values, VersionText.version(clockBehind));
		}

		boolean isUnchanged() {
			return VersionText.version(this.values.get(0)) == this.clockBehind;
		}

		boolean isComplete() {
			return this.values.stream().allMatch(Objects::nonNull);
		}

	}

}
