package io.github.taggedcache.benchmarks.product;

import java.util.function.IntFunction;

/**
 * The products compared.
 */
public enum Product {

	/** No cache at all: only what an application costs without one. */
	NONE("no cache", (nearEntries) -> {
		throw new UnsupportedOperationException("This is no cache");
	}),

	/** One command to Redis, and its answer. */
	ROUND_TRIP("one round trip", (nearEntries) -> new RoundTrip()),

	/** Caffeine without anything around it. */
	CAFFEINE("Caffeine", CaffeineArticles::bare),

	/** Caffeine behind Spring's cache. */
	CAFFEINE_CACHE_MANAGER("Spring CaffeineCacheManager", CaffeineArticles::spring),

	/** The same behind an annotated method. */
	CAFFEINE_PROXY("CaffeineCacheManager, @Cacheable", ProxiedArticles::caffeine),

	/** Redis behind Spring's cache, where a write is done when it returns. */
	REDIS_CACHE_MANAGER("Spring RedisCacheManager, immediate writes", (nearEntries) -> new SpringRedisArticles(true)),

	/** The same as it is unless told otherwise: a write may be done later. */
	REDIS_CACHE_MANAGER_ASYNC("Spring RedisCacheManager, asynchronous writes",
			(nearEntries) -> new SpringRedisArticles(false)),

	/** Redisson's map with expiry. */
	REDISSON_MAP_CACHE("Redisson RMapCache", (nearEntries) -> RedissonArticles.mapCache()),

	/** Redisson's map with a near cache. */
	REDISSON_LOCAL_CACHED_MAP("Redisson RLocalCachedMap", RedissonArticles::localCachedMap),

	/** JetCache with two levels and broadcast. */
	JETCACHE("JetCache, two levels", JetCacheArticles::new),

	/** Sets of keys by tag, as spring-cache-tags has them. */
	KEY_SET_INDEX("key-set index", (nearEntries) -> new KeySetArticles()),

	/** Versions of the tags first, then the value, as redis-tagged-cache does. */
	TWO_ROUND_TRIPS("two round trips", (nearEntries) -> new TwoRoundTripArticles()),

	/** A tagged cache. */
	TAGGED("tagged-cache", (nearEntries) -> new TaggedArticles(nearEntries)),

	/** The same where each node loads by itself. */
	TAGGED_ALONE("tagged-cache, no lease",
			(nearEntries) -> new TaggedArticles(nearEntries, "tagged-cache.defaults.load-lock.enabled=false")),

	/** The same with all that protects a source. */
	TAGGED_PROTECTED("tagged-cache, protected", (nearEntries) -> new TaggedArticles(nearEntries, Protection.ALL)),

	/** The same without near cache. */
	TAGGED_PROTECTED_REMOTE("tagged-cache, protected, no near cache",
			(nearEntries) -> new TaggedArticles(nearEntries, Protection.remote())),

	/** The same behind an annotated method. */
	TAGGED_PROXY("tagged-cache, @Cacheable", (nearEntries) -> ProxiedArticles.tagged(nearEntries)),

	/** The same where an auditor calls the method again for one hit of a thousand. */
	TAGGED_PROXY_AUDITED("tagged-cache, @Cacheable, audited",
			(nearEntries) -> ProxiedArticles.tagged(nearEntries, "tagged-cache.defaults.audit.sample=0.001")),

	/** A tagged cache without near cache. */
	TAGGED_REMOTE("tagged-cache, no near cache",
			(nearEntries) -> new TaggedArticles(nearEntries, "tagged-cache.defaults.near-cache.enabled=false")),

	/** A tagged cache that judges each read by Redis. */
	TAGGED_STRICT("tagged-cache, strict",
			(nearEntries) -> new TaggedArticles(nearEntries, "tagged-cache.consistency=strict")),

	/** The same without near cache. */
	TAGGED_STRICT_REMOTE("tagged-cache, strict, no near cache", (nearEntries) -> new TaggedArticles(nearEntries,
			"tagged-cache.consistency=strict", "tagged-cache.defaults.near-cache.enabled=false"));

	/** How many entries a near cache keeps where nothing else is said. */
	public static final int NEAR_ENTRIES = 10_000;

	private final String label;

	private final IntFunction<ArticleCache> factory;

	Product(String label, IntFunction<ArticleCache> factory) {
		this.label = label;
		this.factory = factory;
	}

	/**
	 * Starts one instance on the server of this JVM.
	 * @return the cache of the instance
	 */
	public ArticleCache open() {
		return open(NEAR_ENTRIES);
	}

	/**
	 * Starts one instance on the server of this JVM.
	 * @param nearEntries how many entries it keeps in its memory, if it has a near cache
	 * @return the cache of the instance
	 */
	public ArticleCache open(int nearEntries) {
		return this.factory.apply(nearEntries);
	}

	/**
	 * The name that readers see.
	 * @return the name
	 */
	public String label() {
		return this.label;
	}

}
