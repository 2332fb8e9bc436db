package io.github.taggedcache.interceptor;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.core.MethodClassKey;

/**
 * The operations of methods, turned into evicts of what they would read or put. What only
 * evicts is left out: it uses no entry.
 */
final class EvictedOperations implements CacheOperationSource {

	private static final Pattern RESULT = Pattern.compile("#result\\b");

	private final Map<MethodClassKey, List<CacheOperation>> known = new ConcurrentHashMap<>();

	/** Two operations are equal if they look the same, so these are told apart. */
	private final Map<CacheOperation, CacheOperation> originals = Collections.synchronizedMap(new IdentityHashMap<>());

	private final TaggedCacheInterceptor calls;

	EvictedOperations(TaggedCacheInterceptor calls) {
		this.calls = calls;
	}

	@Override
	public @Nullable Collection<CacheOperation> getCacheOperations(Method method, @Nullable Class<?> targetClass) {
		MethodClassKey key = new MethodClassKey(method, targetClass);
		List<CacheOperation> found = this.known.get(key);
		if (found == null) {
			found = translate(method, (targetClass != null) ? targetClass : method.getDeclaringClass());
			List<CacheOperation> other = this.known.putIfAbsent(key, found);
			found = (other != null) ? other : found;
		}
		return found;
	}

	private List<CacheOperation> translate(Method method, Class<?> targetClass) {
		List<CacheOperation> evicts = new ArrayList<>();
		for (CacheOperation operation : this.calls.operations(method, targetClass)) {
			if (isStoring(operation)) {
				CacheOperation evict = evict(operation, method);
				this.originals.put(evict, operation);
				evicts.add(evict);
			}
		}
		if (evicts.isEmpty()) {
			throw new IllegalArgumentException(
					describe(method) + " caches nothing, so there is nothing to evict. Call a method with @Cacheable"
							+ " or @CachePut, or use cache.evict(key) or invalidateTags.");
		}
		return List.copyOf(evicts);
	}

	static boolean isStoring(CacheOperation operation) {
		return operation instanceof CacheableOperation || operation instanceof CachePutOperation;
	}

	/**
	 * The operation that a resolver of caches is to see in the place of an evict.
	 */
	CacheOperation original(CacheOperation evict) {
		CacheOperation original = this.originals.get(evict);
		return (original != null) ? original : evict;
	}

	private static CacheEvictOperation evict(CacheOperation operation, Method method) {
		if (RESULT.matcher(operation.getKey()).find()) {
			throw new IllegalArgumentException(describe(method) + " has the key '" + operation.getKey()
					+ "', which a call without a result does not have. Use cache.evict(key).");
		}
		CacheEvictOperation.Builder evict = new CacheEvictOperation.Builder();
		evict.setName(operation.getName());
		evict.setCacheNames(operation.getCacheNames().toArray(String[]::new));
		evict.setKey(operation.getKey());
		evict.setKeyGenerator(operation.getKeyGenerator());
		evict.setCacheManager(operation.getCacheManager());
		evict.setCacheResolver(operation.getCacheResolver());
		// Whether a condition on the result would hold, nobody knows: to evict is safe
		evict.setCondition(RESULT.matcher(operation.getCondition()).find() ? "" : operation.getCondition());
		evict.setBeforeInvocation(true);
		return evict.build();
	}

	private static String describe(Method method) {
		return method.getDeclaringClass().getName() + "." + method.getName();
	}

}
