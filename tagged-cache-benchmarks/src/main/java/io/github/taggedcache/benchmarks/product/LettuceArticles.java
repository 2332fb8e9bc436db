package io.github.taggedcache.benchmarks.product;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import org.jspecify.annotations.Nullable;

/**
 * An algorithm written plainly on one shared connection of Lettuce.
 */
abstract class LettuceArticles implements ArticleCache {

	private final RedisClient client = RedisClient.create(RedisURI.create(Server.uri()));

	private final RedisAsyncCommands<String, byte[]> redis = this.client
		.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))
		.async();

	final RedisAsyncCommands<String, byte[]> redis() {
		return this.redis;
	}

	static byte[] encode(Article article) {
		return Limits.MAPPER.writeValueAsBytes(article);
	}

	static @Nullable Article decode(byte @Nullable [] bytes) {
		return (bytes != null) ? Limits.MAPPER.readValue(bytes, Article.class) : null;
	}

	static <T extends @Nullable Object> T await(Future<T> future) {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("Redis failed: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	@Override
	public void close() {
		this.client.shutdown();
	}

}
