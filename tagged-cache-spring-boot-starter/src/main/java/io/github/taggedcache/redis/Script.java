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
 * A Lua script that lies beside this class.
 *
 * @param source its text, in ASCII
 * @param digest its SHA-1, by which Redis remembers it
 */
record Script(String source, String digest) {

	static Script load(String file) {
		try (InputStream text = Script.class.getResourceAsStream(file)) {
			if (text == null) {
				throw new IllegalStateException("The script '" + file + "' is missing beside " + Script.class);
			}
			byte[] source = text.readAllBytes();
			return new Script(Text.text(source),
					HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(source)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
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
