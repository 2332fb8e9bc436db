package io.github.taggedcache.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyLayout;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands for control keys: the two scripts.
 */
final class ControlKeys {

	private static final Logger logger = LoggerFactory.getLogger(ControlKeys.class);

	private final Script append = Script.load("append.lua");

	private final Script observe = Script.load("observe.lua");

	private final KeyLayout layout;

	private final int logLength;

	ControlKeys(KeyLayout layout, int logLength) {
		this.layout = layout;
		this.logLength = logLength;
	}

	Command<Appended> append(Append append) {
		AppendCall call = new AppendCall(append, sorted(append.tags()), this.logLength);
		boolean conditional = append.unlessAfter() >= 0;
		return new Command<>(() -> "append of " + described(append.tags(), append.keys()), !conditional,
				(redis) -> this.append.run(redis, keys(call.tags(), append.keys()), call.arguments())
					.thenApply(call::decode));
	}

	Command<Observation> observe(ObservedNames names) {
		ObserveCall call = new ObserveCall(names, sorted(names.tags()));
		return new Command<>(() -> "observe of " + described(names.tags(), names.keys()), true,
				(redis) -> this.observe.run(redis, keys(call.tags(), names.keys()), call.arguments())
					.thenApply(call::decode));
	}

	/**
	 * Loads both scripts and observes nothing, in this order on one connection. Where
	 * loading is refused or fails on one node of many, EVAL brings the script later: only
	 * what observe says counts.
	 */
	Command<Void> prepare() {
		Command<Observation> check = observe(new ObservedNames(List.of(), List.of(), 0, false));
		return new Command<>(() -> "loading the scripts", true,
				(redis) -> CompletableFuture.allOf(loaded(this.append, redis), loaded(this.observe, redis),
						check.send().apply(redis).toCompletableFuture()));
	}

	private static CompletableFuture<String> loaded(Script script, RedisClusterAsyncCommands<byte[], byte[]> redis) {
		return script.load(redis).toCompletableFuture().exceptionally((ex) -> {
			logger.debug("Redis did not load a script; it gets the script's text with the first call", ex);
			return script.digest();
		});
	}

	/**
	 * Those that are remembered for ever come first: the scripts get their number.
	 */
	private static List<String> sorted(List<String> tags) {
		return Stream
			.concat(tags.stream().filter(TagName::isImplicit), tags.stream().filter((tag) -> !TagName.isImplicit(tag)))
			.toList();
	}

	private byte[][] keys(List<String> tags, List<EntryKey> keys) {
		return Stream
			.of(Stream.of(this.layout.clock(), this.layout.log()), tags.stream().map(this.layout::tag),
					keys.stream().map(this.layout::bucket))
			.flatMap((names) -> names)
			.map(Text::utf8)
			.toArray(byte[][]::new);
	}

	private String described(List<String> tags, List<EntryKey> keys) {
		return tags.size() + " tag(s) and " + keys.size() + " key(s) in namespace '" + this.layout.namespace() + "'";
	}

}
