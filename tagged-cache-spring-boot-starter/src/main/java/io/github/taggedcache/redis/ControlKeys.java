package io.github.taggedcache.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.PutCheck;
import io.github.taggedcache.redis.Command.Kind;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands for control keys: the scripts, and reading the log.
 */
final class ControlKeys {

	private static final Logger logger = LoggerFactory.getLogger(ControlKeys.class);

	private static final String LAST_OF_A_VERSION = "18446744073709551615";

	private final Script append = Script.load("append.lua");

	private final Script peek = Script.load("peek.lua");

	private final Script beat = Script.load("beat.lua");

	private final KeyLayout layout;

	private final byte[] clockKey;

	private final byte[] logKey;

	private final MasterClock clock;

	private final Observations observations;

	private final int logLength;

	/**
	 * Creates the commands.
	 * @param layout the keys
	 * @param logLength about how many records the log keeps
	 * @param replicasAreRead whether the driver sends commands that only read to replicas
	 */
	ControlKeys(KeyLayout layout, int logLength, boolean replicasAreRead) {
		this.layout = layout;
		this.clockKey = Text.utf8(layout.clock());
		this.logKey = Text.utf8(layout.log());
		this.clock = new MasterClock(layout);
		this.observations = new Observations(this.clock, replicasAreRead);
		this.logLength = logLength;
	}

	Command<Appended> append(Append append) {
		AppendCall call = new AppendCall(append, sorted(append.tags()), this.logLength);
		boolean conditional = append.unlessAfter() >= 0;
		return new Command<>(() -> "append of " + described(append.tags(), append.keys()), !conditional, Kind.CONTROL,
				(redis) -> this.append.run(redis, keys(append, call), call.arguments()).thenApply(call::decode));
	}

	Command<Observation> observe(ObservedNames names) {
		ObserveCall call = new ObserveCall(names, sorted(names.tags()));
		byte[][] keys = keys(call.tags(), names.keys());
		return new Command<>(() -> "observe of " + described(names.tags(), names.keys()), true, Kind.CONTROL,
				(redis) -> this.observations.observe(call, keys, redis));
	}

	/**
	 * Reads versions, and registers nothing.
	 */
	Command<Observation> peek(List<String> tags, List<EntryKey> keys) {
		ObserveCall call = new ObserveCall(new ObservedNames(tags, keys, 0, false), sorted(tags));
		return new Command<>(() -> "peek at " + described(tags, keys), true, Kind.ENTRY,
				(redis) -> this.peek.run(redis, keys(call.tags(), keys), new byte[0][])
					.thenApply(call::readWhatIsThere));
	}

	/**
	 * Reads the newest records, newest first.
	 */
	Command<List<LogRecord>> newest(int max) {
		return new Command<>(() -> "reading the log of namespace '" + this.layout.namespace() + "'", true, Kind.ENTRY,
				(redis) -> redis.xrevrange(this.logKey, Range.unbounded(), Limit.from(max))
					.thenApply(RecordReader::read));
	}

	/**
	 * Asks whether Redis serves the namespace again: the master that has its control
	 * keys, and writes too.
	 */
	Command<byte @Nullable []> trial() {
		return new Command<>(() -> "GETEX of the clock of namespace '" + this.layout.namespace() + "'", true,
				Kind.CONTROL, this.clock::read);
	}

	Command<BeatResult> beat(Beat beat) {
		BeatCall call = new BeatCall(beat);
		return new Command<>(() -> "beat in namespace '" + this.layout.namespace() + "'", true, Kind.CONTROL,
				(redis) -> (beat.own().isEmpty() && beat.position() > 0) ? plain(call, redis) : byScript(call, redis));
	}

	/**
	 * Reads the clock on the master, which says all if it is the position. The implicit
	 * tags are read only to be used. Else asks the script, a second round trip later.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for what is read
	private CompletionStage<BeatResult> plain(BeatCall call, RedisClusterAsyncCommands<byte[], byte[]> redis) {
		long position = call.beat().position();
		CompletionStage<byte[]> clock = this.clock.read(redis);
		byte[][] used = call.beat()
			.implicitTags()
			.stream()
			.map(this.layout::tag)
			.map(Text::utf8)
			.toArray(byte[][]::new);
		if (used.length > 0) {
			redis.mget(used);
		}
		return clock.thenCompose((text) -> (VersionText.version(text) == position)
				? CompletableFuture.completedFuture(new BeatResult(position, position, false)) : byScript(call, redis));
	}

	private CompletionStage<BeatResult> byScript(BeatCall call, RedisClusterAsyncCommands<byte[], byte[]> redis) {
		return this.beat.run(redis, keys(call.tags(), List.of()), call.arguments()).thenApply(call::decode);
	}

	/**
	 * Reads records. Must be sent to the master.
	 */
	@SuppressWarnings("unchecked") // an array of offsets of the driver's generic type
	Command<List<LogRecord>> read(long after, int max, long waitMillis) {
		XReadArgs arguments = XReadArgs.Builder.count(max);
		if (waitMillis > 0) {
			// BLOCK 0 would wait for ever
			arguments.block(waitMillis);
		}
		// After every id of that version: ours end in 0, those of others need not
		StreamOffset<byte[]> offset = StreamOffset.from(this.logKey, after + "-" + LAST_OF_A_VERSION);
		return new Command<>(() -> "reading the log of namespace '" + this.layout.namespace() + "'", true, Kind.CONTROL,
				(redis) -> redis.xread(arguments, offset).thenCompose((messages) -> {
					List<LogRecord> records = RecordReader.read(messages);
					return (records.isEmpty() && !messages.isEmpty()) ? nothing(waitMillis)
							: CompletableFuture.completedFuture(records);
				}));
	}

	/**
	 * The answer if no record can be read, and no id leads past these records. They would
	 * answer each read at once until the next append replaces the log, and must not keep
	 * readers busy.
	 */
	private static CompletableFuture<List<LogRecord>> nothing(long waitMillis) {
		return new CompletableFuture<List<LogRecord>>().completeOnTimeout(List.of(), waitMillis, TimeUnit.MILLISECONDS);
	}

	/**
	 * Loads all scripts and observes no names, in this order on one connection. If
	 * loading is refused, or fails on one node of many, EVAL brings the script later. So
	 * only the outcome of the observation counts.
	 * @param other a script for other keys
	 */
	Command<Void> prepare(Script other) {
		ObserveCall nothing = new ObserveCall(new ObservedNames(List.of(), List.of(), 0, false), List.of());
		byte[][] keys = keys(List.of(), List.of());
		return new Command<>(() -> "loading the scripts", true, Kind.CONTROL,
				(redis) -> CompletableFuture.allOf(loaded(this.append, redis),
						loaded(this.observations.script(), redis), loaded(this.peek, redis), loaded(this.beat, redis),
						loaded(other, redis),
						this.observations.byScript(nothing, keys, false, redis).toCompletableFuture()));
	}

	private static CompletableFuture<String> loaded(Script script, RedisClusterAsyncCommands<byte[], byte[]> redis) {
		return script.load(redis).toCompletableFuture().exceptionally((ex) -> {
			logger.debug("Redis did not load a script; it gets the script's text with the first call", ex);
			return script.digest();
		});
	}

	/**
	 * Tags that are remembered for ever come first: the scripts get the number of them.
	 */
	private static List<String> sorted(List<String> tags) {
		List<String> sorted = new ArrayList<>(tags);
		sorted.sort(Comparator.comparing(TagName::isImplicit).reversed());
		return sorted;
	}

	private byte[][] keys(Append append, AppendCall call) {
		PutCheck put = append.put();
		return keys(call.tags(), append.keys(), (put != null) ? put.tags() : List.of());
	}

	private byte[][] keys(List<String> tags, List<EntryKey> keys) {
		return keys(tags, keys, List.of());
	}

	private byte[][] keys(List<String> tags, List<EntryKey> keys, List<String> judged) {
		byte[][] all = new byte[2 + tags.size() + keys.size() + judged.size()][];
		all[0] = this.clockKey;
		all[1] = this.logKey;
		int next = 2;
		for (String tag : tags) {
			all[next++] = Text.utf8(this.layout.tag(tag));
		}
		for (EntryKey key : keys) {
			all[next++] = Text.utf8(this.layout.bucket(key));
		}
		for (String tag : judged) {
			all[next++] = Text.utf8(this.layout.tag(tag));
		}
		return all;
	}

	private String described(List<String> tags, List<EntryKey> keys) {
		return tags.size() + " tag(s) and " + keys.size() + " key(s) in namespace '" + this.layout.namespace() + "'";
	}

}
