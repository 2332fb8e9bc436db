package io.github.taggedcache.cache;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.util.StringUtils;

/**
 * The cache manager of this library, and which cache operations use it. Other beans get
 * the manager from here, since its own bean may be replaced, as by a mock in a test.
 */
public final class CacheRegions {

	/** Name of the manager's bean where it is the application's default. */
	public static final String DEFAULT_NAME = "cacheManager";

	/** Name of the manager's bean beside another default, and always an alias. */
	public static final String OWN_NAME = "taggedCacheManager";

	private final RegionCacheManager manager;

	private final boolean secondary;

	private final BeanFactory beanFactory;

	private volatile boolean published;

	/**
	 * Creates it.
	 * @param manager the manager
	 * @param secondary whether another manager is the default of the application
	 * @param beanFactory where the managers are; none is made by this class
	 */
	public CacheRegions(RegionCacheManager manager, boolean secondary, BeanFactory beanFactory) {
		this.manager = manager;
		this.secondary = secondary;
		this.beanFactory = beanFactory;
	}

	/**
	 * The manager of this library, whether its bean was replaced or not.
	 * @return the manager
	 */
	public RegionCacheManager manager() {
		return this.manager;
	}

	/**
	 * The manager, for its bean.
	 * @return the manager
	 */
	public RegionCacheManager publish() {
		this.published = true;
		return this.manager;
	}

	/**
	 * The name of the manager's bean.
	 * @return the name that is not an alias
	 */
	public String beanName() {
		return this.secondary ? OWN_NAME : DEFAULT_NAME;
	}

	/**
	 * Whether something else was put in the place of the manager's bean, as tests do. A
	 * proxy around the manager is no replacement.
	 * @return whether the manager was never made a bean
	 */
	public boolean isReplaced() {
		if (!this.published) {
			this.beanFactory.getBean(beanName());
		}
		return !this.published;
	}

	/**
	 * Whether an operation is known to use this manager: by the manager's name, or
	 * because the manager is the default. If the operation names a cache resolver,
	 * nothing is known.
	 * @param operation the operation
	 * @return whether it certainly uses the manager
	 */
	public boolean serves(CacheOperation operation) {
		if (StringUtils.hasText(operation.getCacheResolver())) {
			return false;
		}
		String named = operation.getCacheManager();
		return StringUtils.hasText(named) ? isOurs(named) : !this.secondary && isOurs(beanName());
	}

	/**
	 * Whether an operation may use this manager. An operation that names a cache resolver
	 * may; so may every operation while the manager's bean is replaced.
	 * @param operation the operation
	 * @return whether it is not certain that the operation uses another manager
	 */
	public boolean mayServe(CacheOperation operation) {
		return !isOurs(beanName()) || StringUtils.hasText(operation.getCacheResolver()) || serves(operation);
	}

	/**
	 * The cache that an operation uses whenever it is called.
	 * @param operation the operation
	 * @param byDefault finds the caches of operations that name neither a manager nor a
	 * resolver
	 * @return null if another manager or resolver may have a say, or the operation uses
	 * several caches
	 */
	public @Nullable RegionCache onlyCache(CacheOperation operation, @Nullable CacheResolver byDefault) {
		Set<String> names = operation.getCacheNames();
		return (names.size() == 1 && isOursAlone(operation, byDefault)
				&& this.manager.getCache(names.iterator().next()) instanceof RegionCache cache) ? cache : null;
	}

	private boolean isOursAlone(CacheOperation operation, @Nullable CacheResolver byDefault) {
		if (StringUtils.hasText(operation.getCacheResolver())) {
			return false;
		}
		String named = operation.getCacheManager();
		if (StringUtils.hasText(named)) {
			return this.beanFactory.containsBean(named) && this.beanFactory.getBean(named) == this.manager;
		}
		return byDefault instanceof SimpleCacheResolver simple && simple.getClass() == SimpleCacheResolver.class
				&& simple.getCacheManager() == this.manager;
	}

	private boolean isOurs(String name) {
		return this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, RegionCacheManager.class);
	}

}
