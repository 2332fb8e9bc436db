package io.github.taggedcache.redis;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/**
 * Facts about the server for operators: its version, and its policy when the memory is
 * full. In a cluster, one of its nodes answers.
 */
final class ServerInfo {

	private static final Map<String, String> DETAILS = Map.of("redis_version", "version", "valkey_version",
			"valkeyVersion", "redis_mode", "mode", "maxmemory_policy", "evictionPolicy");

	private ServerInfo() {
	}

	static Command<Map<String, String>> command() {
		return new Command<>(() -> "INFO", true, Command.Kind.ENTRY, ServerInfo::ask);
	}

	private static CompletionStage<Map<String, String>> ask(RedisClusterAsyncCommands<byte[], byte[]> redis) {
		return redis.info("server").thenCombine(redis.info("memory"), (server, memory) -> parse(server + memory));
	}

	static Map<String, String> parse(String info) {
		Map<String, String> details = new TreeMap<>();
		info.lines().forEach((line) -> {
			int colon = line.indexOf(':');
			String detail = (colon > 0) ? DETAILS.get(line.substring(0, colon)) : null;
			if (detail != null) {
				details.put(detail, line.substring(colon + 1).trim());
			}
		});
		return details;
	}

}
