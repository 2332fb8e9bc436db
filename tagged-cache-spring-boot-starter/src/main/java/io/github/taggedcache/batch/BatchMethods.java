package io.github.taggedcache.batch;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taggedcache.cache.CacheDefaults;
import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.cache.RegionCache;
import io.github.taggedcache.cache.TaggedMethod;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.result.AsyncMethods;
import io.github.taggedcache.template.BatchRule;
import io.github.taggedcache.template.MethodExpression;
import io.github.taggedcache.template.MethodTags;
import io.github.taggedcache.template.TagAnnotations;
import io.github.taggedcache.type.MethodTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodClassKey;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The methods that are cached entry by entry. Each is looked at once.
 */
public final class BatchMethods {

	private final Map<MethodClassKey, Optional<BatchMethod>> known = new ConcurrentHashMap<>();

	private final TagAnnotations annotations;

	private final MethodTypes types;

	private final CacheRegions regions;

	private final BeanFactory beanFactory;

	/**
	 * Creates it.
	 * @param annotations finds what methods declare
	 * @param types finds the types of elements
	 * @param regions the caches of this library
	 * @param beanFactory where the key generators are that methods name
	 */
	public BatchMethods(TagAnnotations annotations, MethodTypes types, CacheRegions regions, BeanFactory beanFactory) {
		this.annotations = annotations;
		this.types = types;
		this.regions = regions;
		this.beanFactory = beanFactory;
	}

	/**
	 * Finds how a method is cached entry by entry.
	 * @param method the method that the caller named
	 * @param targetClass the class of the object that it is called on
	 * @param defaults what Spring's interceptor uses where an operation names nothing
	 * @return null if the method is not, or its cache is none of this library
	 */
	public @Nullable BatchMethod of(Method method, Class<?> targetClass, CacheDefaults defaults) {
		MethodClassKey key = new MethodClassKey(method, targetClass);
		Optional<BatchMethod> found = this.known.get(key);
		if (found == null) {
			found = Optional.ofNullable(learn(method, targetClass, defaults));
			this.known.put(key, found);
		}
		return found.orElse(null);
	}

	private @Nullable BatchMethod learn(Method method, Class<?> targetClass, CacheDefaults defaults) {
		if (!this.annotations.isBatch(method, targetClass)) {
			return null;
		}
		MethodTags tags = this.annotations.methodTags(method, targetClass);
		BatchRule rule = tags.batch();
		if (rule == null) {
			return null;
		}
		CacheableOperation operation = check(method, targetClass, defaults.operations(method, targetClass), rule);
		RegionCache cache = this.regions.onlyCache(operation, defaults.cacheResolver());
		if (cache == null) {
			requireNoResolver(operation, defaults, rule);
			return null;
		}
		Method specific = specific(method, targetClass);
		ValueType type = this.types.of(method, targetClass);
		cache.recordType(type);
		return new BatchMethod(cache, type, tags, rule, parameter(specific, rule),
				new ElementKeys(cache, rule, method, rule.expression("Key", operation.getKey()),
						generator(operation, defaults)),
				result(specific, rule), rule.expression("Unless", operation.getUnless()),
				cache.getNativeCache().settings().names().methodTags() ? TaggedMethod.of(method, targetClass).tag()
						: null);
	}

	private static void requireNoResolver(CacheableOperation operation, CacheDefaults defaults, BatchRule rule) {
		CacheResolver resolver = defaults.cacheResolver();
		if (resolver != null && !(resolver instanceof SimpleCacheResolver)
				&& !StringUtils.hasText(operation.getCacheManager())) {
			throw rule.failure("the application's CacheResolver chooses the cache of each call, which is not supported"
					+ " beside a batch. Name the cacheManager in @Cacheable");
		}
	}

	private static Method specific(Method method, Class<?> targetClass) {
		return AopUtils.getMostSpecificMethod(method, targetClass);
	}

	private KeyGenerator generator(CacheableOperation operation, CacheDefaults defaults) {
		return StringUtils.hasText(operation.getKeyGenerator())
				? this.beanFactory.getBean(operation.getKeyGenerator(), KeyGenerator.class) : defaults.keyGenerator();
	}

	/**
	 * Checks a method that may be cached entry by entry.
	 * @param method the method
	 * @param targetClass the class of the object that it is called on
	 * @param operations its cache operations
	 * @throws io.github.taggedcache.template.TagTemplateException if it cannot be
	 */
	public void check(Method method, Class<?> targetClass, Collection<CacheOperation> operations) {
		BatchRule rule = this.annotations.methodTags(method, targetClass).batch();
		if (rule != null) {
			check(method, targetClass, operations, rule);
		}
	}

	private static CacheableOperation check(Method method, Class<?> targetClass, Collection<CacheOperation> operations,
			BatchRule rule) {
		CacheableOperation operation = only(operations, rule);
		if (operation.getCacheNames().size() != 1 || StringUtils.hasText(operation.getCacheResolver())) {
			throw rule.failure("the method must name one cache, and no cacheResolver");
		}
		if (operation.isSync()) {
			throw rule.failure("loads of many ids are not joined. Remove sync = true from @Cacheable");
		}
		if (StringUtils.hasText(operation.getCondition())) {
			throw rule.failure("@Cacheable has a condition, which is not supported beside a batch. Use unless, which"
					+ " is asked for each value, or decide before the call");
		}
		MethodExpression key = rule.expression("Key", operation.getKey());
		if (key != null && !key.mayUse(rule.position())) {
			throw key.failure("it does not use the ids, so all of them would have one key. Name their parameter, which"
					+ " stands for one id there");
		}
		rule.expression("Unless", operation.getUnless());
		Method specific = specific(method, targetClass);
		parameter(specific, rule);
		result(specific, rule);
		return operation;
	}

	private static CacheableOperation only(Collection<CacheOperation> operations, BatchRule rule) {
		if (operations.size() == 1 && operations.iterator().next() instanceof CacheableOperation operation) {
			return operation;
		}
		throw rule.failure("the method must have one @Cacheable, and no other cache annotation");
	}

	private static IdParameter parameter(Method method, BatchRule rule) {
		IdParameter parameter = new IdParameter(method.getParameterTypes()[rule.position()]);
		if (!parameter.isSupported()) {
			throw rule.failure("the parameter is a " + parameter.type().getName()
					+ ". Use a Collection, List, Set, SortedSet, Iterable or an array");
		}
		return parameter;
	}

	private static MethodResult result(Method method, BatchRule rule) {
		Class<?> type = method.getReturnType();
		if (AsyncMethods.isAsync(method) || KotlinDetector.isSuspendingFunction(method)) {
			throw rule.failure("the method returns before its result is there, which is not supported beside a batch."
					+ " Return a List, Set, Map or array, or use TaggedCache.getAll");
		}
		ResultShape shape = ResultShape.of(type);
		if (shape == null) {
			throw rule.failure("the method returns " + type.getName()
					+ ". Return a List, Set, Collection, Iterable, Map or an array of objects");
		}
		if (shape == ResultShape.SET && rule.key() == null) {
			throw rule.failure("the elements of a Set have no order. Say how to find the id of an element:"
					+ " batchKey = \"#result.id\"");
		}
		if (shape == ResultShape.MAP && rule.key() != null) {
			throw rule.failure("a Map has the ids as its keys. Remove the batchKey");
		}
		return new MethodResult(rule, shape, type, ClassUtils.getQualifiedMethodName(method));
	}

}
