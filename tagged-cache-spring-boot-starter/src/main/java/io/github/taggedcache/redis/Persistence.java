package io.github.taggedcache.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/**
 * Asks whether the server writes its data to disk. A restart may bring back entries from
 * disk that were invalidated meanwhile. In a cluster, one of its nodes answers. If the
 * user has no right to ask, or the server does not know the command, there is no answer.
 */
final class Persistence {

	private Persistence() {
	}

	static Command<List<String>> command() {
		return new Command<>(() -> "asking about persistence", true, Command.Kind.ENTRY, Persistence::ask);
	}

	/**
	 * The settings that switch persistence on, as the server shows them.
	 */
	private static CompletionStage<List<String>> ask(RedisClusterAsyncCommands<byte[], byte[]> redis) {
		CompletionStage<String> save = setting(redis, "save");
		CompletionStage<String> appendOnly = setting(redis, "appendonly");
		CompletionStage<String> info = redis.info("persistence").exceptionally((ex) -> "");
		return save.thenCombine(appendOnly, (snapshots, log) -> {
			List<String> settings = new ArrayList<>();
			if (!snapshots.isBlank()) {
				settings.add("save \"" + snapshots + "\"");
			}
			if (log.equals("yes")) {
				settings.add("appendonly yes");
			}
			return settings;
		}).thenCombine(info, (settings, persistence) -> {
			if (settings.isEmpty() && persistence.lines().anyMatch("aof_enabled:1"::equals)) {
				settings.add("appendonly yes");
			}
			return List.copyOf(settings);
		});
	}

	private static CompletionStage<String> setting(RedisClusterAsyncCommands<byte[], byte[]> redis, String name) {
		return redis.configGet(name).thenApply((settings) -> settings.getOrDefault(name, "")).exceptionally((ex) -> "");
	}

}
