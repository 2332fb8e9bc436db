package io.github.taggedcache.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/**
 * A Lua script. Its text is versions.lua, which all scripts share, and then a file of its
 * own. Both lie beside this class.
 *
 * @param source the whole text, in ASCII
 * @param digest the SHA-1 of the whole text, by which Redis remembers the script
 */
record Script(String source, String digest) {

	static Script load(String file) {
		String source = read("versions.lua") + read(file);
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1").digest(Text.utf8(source));
			return new Script(source, HexFormat.of().formatHex(digest));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String read(String file) {
		try (InputStream text = Script.class.getResourceAsStream(file)) {
			if (text == null) {
				throw new IllegalStateException("The script '" + file + "' is missing beside " + Script.class);
			}
			return Text.text(text.readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Runs the script on the master that has the first key. EVALSHA is never sent to a
	 * replica. A server that does not know the script, because it is new or was flushed,
	 * gets its text.
	 */
	CompletionStage<List<byte[]>> run(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[][] keys,
			byte[][] arguments) {
		return redis.<List<byte[]>>evalsha(this.digest, ScriptOutputType.MULTI, keys, arguments)
			.exceptionallyCompose((ex) -> (ex instanceof RedisNoScriptException)
					? redis.eval(this.source, ScriptOutputType.MULTI, keys, arguments)
					: CompletableFuture.failedFuture(ex));
	}

	CompletionStage<String> load(RedisClusterAsyncCommands<byte[], byte[]> redis) {
		return redis.scriptLoad(this.source);
	}

}
