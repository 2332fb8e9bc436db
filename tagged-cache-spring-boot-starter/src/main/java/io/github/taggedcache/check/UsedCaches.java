package io.github.taggedcache.check;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.cache.RegionCacheManager;
import io.github.taggedcache.template.TagAnnotations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.CacheableOperation;

/**
 * Checks the caches that annotated methods use: that each is declared where caches are
 * not made on demand, and that the caches of methods with tags are those of this library.
 */
public final class UsedCaches {

	private static final Logger logger = LoggerFactory.getLogger(UsedCaches.class);

	private final Set<Method> known = ConcurrentHashMap.newKeySet();

	private final CacheRegions regions;

	private final TagAnnotations annotations;

	/**
	 * Creates it.
	 * @param regions the manager of this library
	 * @param annotations finds the tags of methods
	 */
	public UsedCaches(CacheRegions regions, TagAnnotations annotations) {
		this.regions = regions;
		this.annotations = annotations;
	}

	/**
	 * Checks that the caches of an operation are declared, if they are those of this
	 * library.
	 * @param operation the operation
	 * @param method the method that is called
	 * @throws SetupException if one of the caches is not declared
	 */
	public void requireDeclared(CacheOperation operation, Method method) {
		if (!this.regions.manager().isDynamic() && this.regions.serves(operation)) {
			operation.getCacheNames()
				.forEach((name) -> requireDeclared(name,
						() -> method.getDeclaringClass().getName() + "." + method.getName()));
		}
	}

	void requireDeclared(String name, Supplier<String> user) {
		RegionCacheManager manager = this.regions.manager();
		if (!manager.isDynamic() && !manager.declared().contains(name)) {
			throw new SetupException(
					user.get() + " uses the cache '" + name + "', which is not declared. Declared are "
							+ manager.declared() + ".",
					"Add tagged-cache.caches" + (name.matches("[A-Za-z0-9_-]+") ? "." + name : "[" + name + "]")
							+ " to the configuration, or set tagged-cache.dynamic-caches to true.");
		}
	}

	/**
	 * Warns once for each method that its tags have no effect, because the cache that the
	 * call uses is none of this library. Only the call can show that if a cache resolver
	 * chooses the cache, or a manager that is no bean.
	 * @param cache the cache, not one of this library
	 * @param operation the operation that uses it
	 * @param method the method that is called
	 * @param target the object whose method is called
	 */
	public void warnOfForeign(Cache cache, CacheOperation operation, Method method, Object target) {
		if (!isStoring(operation) || this.regions.isReplaced() || !this.known.add(method)) {
			return;
		}
		Class<?> type = AopProxyUtils.ultimateTargetClass(target);
		if (!this.annotations.methodTags(method, type).isEmpty()) {
			logger.warn(
					"@CacheTags on {} has no effect on the cache '{}', because this {} is no cache of tagged-cache."
							+ " Let the CacheManager or CacheResolver that the method uses give caches of the bean '{}'"
							+ " as they are, without a decorator such as TransactionAwareCacheManagerProxy, or remove"
							+ " the tags.",
					AnnotatedBeans.describe(method, type), cache.getName(), cache.getClass().getName(),
					this.regions.beanName());
		}
	}

	/**
	 * Warns that the tags of a method have no effect, because the method names another
	 * cache manager.
	 */
	void warnOfOtherManager(Method method, String description) {
		if (this.known.add(method)) {
			logger.warn(
					"@CacheTags on {} has no effect, because its caches are those of another cache manager."
							+ " Add cacheManager = \"{}\" to its @Cacheable or @CachePut, or remove the tags.",
					description, CacheRegions.OWN_NAME);
		}
	}

	/**
	 * Whether an operation stores what the method returns.
	 */
	static boolean isStoring(CacheOperation operation) {
		return operation instanceof CacheableOperation || operation instanceof CachePutOperation;
	}

}
