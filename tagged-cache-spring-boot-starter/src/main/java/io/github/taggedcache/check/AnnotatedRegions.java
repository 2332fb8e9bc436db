package io.github.taggedcache.check;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.cache.RegionCache;
import io.github.taggedcache.cache.TaggedMethod;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.type.BeanTypes;
import io.github.taggedcache.type.MethodTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.cache.jcache.interceptor.JCacheOperationSource;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.util.ClassUtils;

/**
 * Makes the regions that annotated methods name, before the first call. The metrics of
 * these regions exist from the start. If all methods that store in a region have one
 * type, access outside annotated methods knows that type.
 * <p>
 * Looks at the types of bean definitions. No bean is made for that.
 */
public final class AnnotatedRegions {

	private static final boolean JCACHE = isPresent("javax.cache.annotation.CacheResult")
			&& isPresent("org.springframework.cache.jcache.interceptor.JCacheOperationSource");

	private final ConfigurableListableBeanFactory beanFactory;

	private final CacheRegions regions;

	private final CacheOperationSource operations;

	private final MethodTypes methodTypes;

	private final UnlimitedLoads unlimited = new UnlimitedLoads();

	/**
	 * Creates it.
	 * @param beanFactory the beans
	 * @param regions makes the regions
	 * @param operations finds the operations of methods
	 * @param methodTypes finds the types of methods
	 */
	public AnnotatedRegions(ConfigurableListableBeanFactory beanFactory, CacheRegions regions,
			CacheOperationSource operations, MethodTypes methodTypes) {
		this.beanFactory = beanFactory;
		this.regions = regions;
		this.operations = operations;
		this.methodTypes = methodTypes;
	}

	/**
	 * Makes the regions, and warns of limits that hold for no method of theirs. If caches
	 * must be declared, a region that is not declared is left out; the first call of its
	 * method fails.
	 */
	public void make() {
		Map<String, Map<Long, ValueType>> typesByRegion = new TreeMap<>();
		JCacheRegions jcache = JCACHE ? jcacheRegions() : null;
		BeanTypes.search(this.beanFactory, (type) -> collect(type, jcache, typesByRegion));
		typesByRegion.forEach((region, types) -> {
			if (this.regions.manager().getCache(region) instanceof RegionCache cache && types.size() == 1) {
				cache.recordType(types.values().iterator().next());
			}
		});
		this.unlimited.warn(this.regions);
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, AnnotatedRegions.class.getClassLoader());
	}

	private @Nullable JCacheRegions jcacheRegions() {
		JCacheOperationSource source = this.beanFactory.getBeanProvider(JCacheOperationSource.class).getIfAvailable();
		return (source != null) ? new JCacheRegions(source, this.methodTypes, this.regions.manager()) : null;
	}

	private void collect(Class<?> type, @Nullable JCacheRegions jcache,
			Map<String, Map<Long, ValueType>> typesByRegion) {
		if (this.operations.isCandidateClass(type)) {
			MetadataLookup<@Nullable Collection<CacheOperation>> lookup = (method) -> {
				Collection<CacheOperation> found = this.operations.getCacheOperations(method, type);
				return (found != null && !found.isEmpty()) ? found : null;
			};
			MethodIntrospector.selectMethods(type, lookup)
				.forEach((method, found) -> collect(method, type, found, typesByRegion));
		}
		if (jcache != null) {
			jcache.collect(type, (region, valueType) -> add(region, valueType, typesByRegion));
		}
	}

	private void collect(Method method, Class<?> type, Collection<CacheOperation> found,
			Map<String, Map<Long, ValueType>> typesByRegion) {
		for (CacheOperation operation : found) {
			if (!this.regions.serves(operation)) {
				continue;
			}
			boolean storing = UsedCaches.isStoring(operation) && method.getReturnType() != void.class;
			ValueType valueType = storing ? this.methodTypes.of(method, type) : null;
			operation.getCacheNames().forEach((region) -> add(region, valueType, typesByRegion));
			if (UsedCaches.isStoring(operation)) {
				operation.getCacheNames().forEach((region) -> addTagged(region, method, type));
			}
			if (operation instanceof CacheableOperation cacheable) {
				this.unlimited.add(cacheable, method, type);
			}
		}
	}

	private void addTagged(String region, Method method, Class<?> type) {
		if (this.regions.manager().getCache(region) instanceof RegionCache cache
				&& cache.getNativeCache().settings().names().methodTags()) {
			this.regions.manager().taggedMethods().add(TaggedMethod.of(method, type));
		}
	}

	private static void add(String region, @Nullable ValueType type, Map<String, Map<Long, ValueType>> typesByRegion) {
		Map<Long, ValueType> types = typesByRegion.computeIfAbsent(region, (name) -> new LinkedHashMap<>());
		if (type != null) {
			types.put(type.fingerprint(), type);
		}
	}

}
