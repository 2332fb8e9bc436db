package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.template.InvalidationRule;
import io.github.taggedcache.template.MethodTags;
import io.github.taggedcache.template.TagAnnotations;
import io.github.taggedcache.type.MethodTypes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodClassKey;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;

/**
 * What the annotations and signatures of called methods say. Each is looked at once.
 */
public final class AnnotatedMethods {

	private static final boolean REACTIVE = ClassUtils.isPresent("reactor.core.publisher.Mono",
			AnnotatedMethods.class.getClassLoader());

	/** The registry goes through all adapters, which is too long for each call. */
	private static final ClassValue<Boolean> ASYNC = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> returnType) {
			return CompletableFuture.class.isAssignableFrom(returnType) || (REACTIVE && adapter(returnType) != null);
		}

	};

	private static final Logger logger = LoggerFactory.getLogger(AnnotatedMethods.class);

	private final Map<MethodClassKey, CachedMethod> cached = new ConcurrentHashMap<>();

	private final Set<Method> withTooManyTags = ConcurrentHashMap.newKeySet();

	private final TagAnnotations annotations;

	private final MethodTypes types;

	/**
	 * Creates it.
	 * @param annotations finds tag annotations
	 * @param types resolves return types
	 */
	public AnnotatedMethods(TagAnnotations annotations, MethodTypes types) {
		this.annotations = annotations;
		this.types = types;
	}

	/**
	 * What is known of a method that stores what it returns.
	 */
	CachedMethod cached(Method method, Object target) {
		Class<?> targetClass = AopProxyUtils.ultimateTargetClass(target);
		MethodClassKey key = new MethodClassKey(method, targetClass);
		CachedMethod known = this.cached.get(key);
		if (known == null) {
			known = new CachedMethod(type(method, targetClass), tags(method, targetClass));
			this.cached.put(key, known);
		}
		return known;
	}

	MethodTags tags(Method method, Class<?> targetClass) {
		return this.annotations.methodTags(method, targetClass);
	}

	List<InvalidationRule> invalidationRules(Method method, Class<?> targetClass) {
		return this.annotations.invalidationRules(method, targetClass);
	}

	/**
	 * Says once for each method that a value of it is not stored for the number of its
	 * tags.
	 */
	void reportTooManyTags(Method method, int tags) {
		if (this.withTooManyTags.add(method)) {
			logger.error(
					"{}.{} returned a value that is not cached: it has {} tags, and an entry carries at most {}."
							+ " Use a tag that stands for more",
					method.getDeclaringClass().getName(), method.getName(), tags, Header.MAX_TAGS);
		}
	}

	ValueType type(Method method, Class<?> targetClass) {
		return this.types.of(method, targetClass);
	}

	/**
	 * Whether the method returns before its result is there.
	 */
	static boolean isAsync(Method method) {
		return ASYNC.get(method.getReturnType()) || (REACTIVE && KotlinDetector.isSuspendingFunction(method));
	}

	static boolean isReactive(Method method) {
		return REACTIVE && (KotlinDetector.isSuspendingFunction(method) || adapter(method) != null);
	}

	static @Nullable ReactiveAdapter adapter(Method method) {
		return adapter(method.getReturnType());
	}

	private static @Nullable ReactiveAdapter adapter(Class<?> returnType) {
		return ReactiveAdapterRegistry.getSharedInstance().getAdapter(returnType);
	}

	/**
	 * A method that stores what it returns.
	 *
	 * @param type the type of its values
	 * @param tags its templates
	 */
	record CachedMethod(ValueType type, MethodTags tags) {

	}

}
