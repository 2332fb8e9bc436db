package io.github.taggedcache.cache;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.util.StringUtils;

/**
 * The cache manager of this library, and which cache operations are its. Other beans ask
 * here for the manager: the manager's own bean may be replaced, as by a mock in a test.
 */
public final class CacheRegions {

	/** Name of the manager's bean where it is the application's default. */
	public static final String DEFAULT_NAME = "cacheManager";

	/** Name of the manager's bean beside another default; always an alias of it. */
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
	 */
	boolean isReplaced() {
		if (!this.published) {
			this.beanFactory.getBean(beanName());
		}
		return !this.published;
	}

	/**
	 * Whether an operation uses this manager: by its name, or as the default. Of a cache
	 * resolver that the operation names, nothing is known.
	 */
	boolean serves(CacheOperation operation) {
		if (StringUtils.hasText(operation.getCacheResolver())) {
			return false;
		}
		String named = operation.getCacheManager();
		return StringUtils.hasText(named) ? isOurs(named) : !this.secondary && isOurs(beanName());
	}

	/**
	 * Whether an operation uses this manager, or may: a cache resolver that it names is
	 * not asked. While the bean of the manager is replaced, everything may.
	 */
	boolean mayServe(CacheOperation operation) {
		return !isOurs(beanName()) || StringUtils.hasText(operation.getCacheResolver()) || serves(operation);
	}

	private boolean isOurs(String name) {
		return this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, RegionCacheManager.class);
	}

}
