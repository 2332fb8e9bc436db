package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.taggedcache.cache.CachedMethods.CachedMethod;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.result.AsyncMethods;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.cache.interceptor.SimpleKeyGenerator;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodClassKey;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.util.StringUtils;

/**
 * The methods whose near hits need nothing of Spring's way from a method to its caches:
 * one {@code @Cacheable}, without a condition, in one cache that is always the same, with
 * one argument as its key. What is no near hit goes Spring's way.
 */
final class NearCalls {

	private static final NearCall NONE = new NearCall(null, null, 0, 0);

	private static final int UNKNOWN = -1;

	/** The name of an argument, which Spring knows by no other meaning. */
	private static final Pattern ARGUMENT = Pattern.compile("\\s*#(?!(?:root|this|result|[ap]\\d+)\\b)(\\w+)\\s*");

	private final Map<MethodClassKey, NearCall> known = new ConcurrentHashMap<>();

	private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

	private final CachedMethods methods;

	private final CacheRegions regions;

	NearCalls(CachedMethods methods, CacheRegions regions) {
		this.methods = methods;
		this.regions = regions;
	}

	/**
	 * Reads a near hit. No round trip, no future; a hit is an event, nothing else is.
	 * @param method the method that the caller named
	 * @param target the object whose method is called
	 * @param targetClass its class
	 * @param args the arguments
	 * @param defaults what Spring's interceptor uses where an operation names nothing
	 * @return null if the call has to go Spring's way
	 */
	@Nullable Hit read(Method method, Object target, Class<?> targetClass, @Nullable Object[] args, CacheDefaults defaults) {
		MethodClassKey key = new MethodClassKey(method, targetClass);
		NearCall call = this.known.get(key);
		if (call == null) {
			call = learn(method, target, targetClass, defaults);
			this.known.put(key, call);
		}
		return call.read(args);
	}

	private NearCall learn(Method method, Object target, Class<?> targetClass, CacheDefaults defaults) {
		Collection<CacheOperation> operations = defaults.operations(method, targetClass);
		if (operations.size() != 1 || !(operations.iterator().next() instanceof CacheableOperation operation)
				|| StringUtils.hasText(operation.getCondition()) || isRefused(operation) || !returnsItsValue(method)) {
			return NONE;
		}
		int position = position(operation, AopUtils.getMostSpecificMethod(method, targetClass), defaults);
		RegionCache cache = this.regions.onlyCache(operation, defaults.cacheResolver());
		if (position == UNKNOWN || cache == null || cache.getNativeCache().near() == null) {
			return NONE;
		}
		CachedMethod cached = this.methods.of(method, target);
		long templates = cached.templates(operation, cache, defaults.keyGenerator());
		if (templates == DeclaredTags.UNKNOWN_TEMPLATES) {
			return NONE;
		}
		cache.types().record(cached.type());
		return new NearCall(cache.access(), cached.type(), templates, position);
	}

	/**
	 * Whether Spring throws an error at each call.
	 */
	private static boolean isRefused(CacheableOperation operation) {
		return operation.isSync() && StringUtils.hasText(operation.getUnless());
	}

	/**
	 * Whether what a method returns is the value itself, and its arguments are those of
	 * the key.
	 */
	private static boolean returnsItsValue(Method method) {
		return !method.isVarArgs() && !AsyncMethods.isAsync(method) && method.getReturnType() != Optional.class;
	}

	private int position(CacheableOperation operation, Method method, CacheDefaults defaults) {
		if (!StringUtils.hasText(operation.getKey())) {
			boolean isSimple = !StringUtils.hasText(operation.getKeyGenerator())
					&& defaults.keyGenerator().getClass() == SimpleKeyGenerator.class;
			// Several arguments are a key that is looked up by its text
			return (isSimple && method.getParameterCount() == 1) ? 0 : UNKNOWN;
		}
		Matcher argument = ARGUMENT.matcher(operation.getKey());
		@Nullable String[] found = this.names.getParameterNames(method);
		return (argument.matches() && found != null) ? Arrays.asList(found).indexOf(argument.group(1)) : UNKNOWN;
	}

	/**
	 * How one method finds its near hits.
	 *
	 * @param access the cache; null if the method has to go Spring's way
	 * @param type the type of its values
	 * @param templates the fingerprint of its templates
	 * @param position which argument is the key
	 */
	private record NearCall(@Nullable RegionAccess access, @Nullable ValueType type, long templates,
			int position) implements DeclaredTags {

		@Nullable Hit read(@Nullable Object[] args) {
			if (this.access == null || this.type == null) {
				return null;
			}
			Object key = args[this.position];
			try {
				return (key != null) ? this.access.readNear(this.access.tenant().key(key), this.type, this) : null;
			}
			catch (RuntimeException ex) {
				// Spring's way meets it again, and asks the error handler
				return null;
			}
		}

		/**
		 * Not asked for: a fingerprint stands for the tags.
		 */
		@Override
		public List<String> callTags() {
			return List.of();
		}

		@Override
		public Collection<String> tags(@Nullable Object value) {
			return List.of();
		}

	}

}
