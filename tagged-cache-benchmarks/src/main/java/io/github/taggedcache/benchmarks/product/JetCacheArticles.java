package io.github.taggedcache.benchmarks.product;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.MultiLevelCacheBuilder;
import com.alicp.jetcache.SimpleCacheManager;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.alicp.jetcache.support.BroadcastManager;
import com.alicp.jetcache.support.CacheNotifyMonitor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import org.jspecify.annotations.Nullable;

/**
 * JetCache with Caffeine before Redis, and messages that remove from the memory of other
 * instances what one has changed. Its starter is made for another Spring Boot, so it is
 * put together here as that would.
 */
final class JetCacheArticles implements ArticleCache {

	private static final String NAME = "articles";

	private final RedisClient client = RedisClient.create(RedisURI.create(Server.uri()));

	private final SimpleCacheManager manager = new SimpleCacheManager();

	private final Cache<Long, Article> cache;

	JetCacheArticles(int nearEntries) {
		RedisLettuceCacheBuilder<?> remote = RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
			.redisClient(this.client)
			.connection(this.client.connect(ByteArrayCodec.INSTANCE))
			.pubSubConnection(this.client.connectPubSub(ByteArrayCodec.INSTANCE));
		remote.setKeyConvertor(Object::toString);
		remote.setValueEncoder(JsonHolderCodec::encode);
		remote.setValueDecoder(JsonHolderCodec::decode);
		remote.setKeyPrefix("jetcache:");
		remote.setBroadcastChannel("jetcache");
		remote.setExpireAfterWriteInMillis(Limits.TIME_TO_LIVE.toMillis());
		BroadcastManager broadcast = remote.createBroadcastManager(this.manager);
		this.manager.putBroadcastManager(broadcast);
		this.cache = MultiLevelCacheBuilder.createMultiLevelCacheBuilder()
			.expireAfterWrite(Limits.TIME_TO_LIVE.toMillis(), TimeUnit.MILLISECONDS)
			.addCache(local(nearEntries), remote.buildCache())
			.addMonitor(new CacheNotifyMonitor(this.manager, NAME))
			.buildCache();
		this.manager.putCache(NAME, this.cache);
		broadcast.startSubscribe();
	}

	private static Cache<Long, Article> local(int nearEntries) {
		return CaffeineCacheBuilder.createCaffeineCacheBuilder()
			.limit(nearEntries)
			.expireAfterWrite(Limits.TIME_TO_LIVE.toMillis(), TimeUnit.MILLISECONDS)
			.keyConvertor(Object::toString)
			.buildCache();
	}

	@Override
	public @Nullable Article get(Long key, String... tags) {
		return this.cache.get(key);
	}

	@Override
	public void put(Long key, Article article, String... tags) {
		// The method put does not wait for Redis
		if (!this.cache.PUT(key, article).isSuccess()) {
			throw new IllegalStateException("JetCache did not put " + key);
		}
	}

	@Override
	public Article load(Long key, Supplier<Article> loader, String... tags) {
		return this.cache.computeIfAbsent(key, (absent) -> loader.get());
	}

	@Override
	public void invalidate(Long key, String tag) {
		this.cache.remove(key);
	}

	@Override
	public void close() {
		this.manager.close();
		this.client.shutdown();
	}

}
