package io.github.taggedcache.benchmarks.product;

import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RMap;
import org.redisson.api.RMapCache;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.api.options.LocalCachedMapOptions.CacheProvider;
import org.redisson.config.Config;

/**
 * Redisson's maps. The local cached map knows no expiry of single entries in Redis.
 */
final class RedissonArticles implements ArticleCache {

	private final RedissonClient client;

	private final RMap<Long, Article> map;

	private RedissonArticles(Function<RedissonClient, RMap<Long, Article>> map) {
		Config config = new Config().setCodec(new JsonArticleCodec());
		config.useSingleServer().setAddress(Server.uri().toString());
		this.client = Redisson.create(config);
		this.map = map.apply(this.client);
	}

	static ArticleCache mapCache() {
		return new RedissonArticles((client) -> client.<Long, Article>getMapCache("redisson:map-cache"));
	}

	static ArticleCache localCachedMap(int nearEntries) {
		LocalCachedMapOptions<Long, Article> options = LocalCachedMapOptions
			.<Long, Article>name("redisson:local-cached-map")
			.cacheProvider(CacheProvider.CAFFEINE)
			.evictionPolicy(LocalCachedMapOptions.EvictionPolicy.LRU)
			.cacheSize(nearEntries)
			.timeToLive(Limits.TIME_TO_LIVE)
			.syncStrategy(LocalCachedMapOptions.SyncStrategy.INVALIDATE);
		return new RedissonArticles((client) -> client.getLocalCachedMap(options));
	}

	@Override
	public @Nullable Article get(Long key, String... tags) {
		return this.map.get(key);
	}

	@Override
	public void put(Long key, Article article, String... tags) {
		if (this.map instanceof RMapCache<Long, Article> expiring) {
			expiring.fastPut(key, article, Limits.TIME_TO_LIVE.toMillis(), TimeUnit.MILLISECONDS);
		}
		else {
			this.map.fastPut(key, article);
		}
	}

	@Override
	public void invalidate(Long key, String tag) {
		this.map.fastRemove(key);
	}

	@Override
	public void close() {
		this.client.shutdown();
	}

}
