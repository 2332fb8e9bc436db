package io.github.taggedcache.check;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.type.MethodTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.cache.jcache.interceptor.JCacheOperation;
import org.springframework.cache.jcache.interceptor.JCacheOperationSource;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;

/**
 * The part of {@link AnnotatedRegions} that needs JSR-107: the regions that its
 * annotations name, and the types of what they store. Spring stores a result or parameter
 * as it is declared, also an {@code Optional} or a future.
 */
final class JCacheRegions {

	private final JCacheOperationSource operations;

	private final MethodTypes methodTypes;

	private final CacheManager manager;

	JCacheRegions(JCacheOperationSource operations, MethodTypes methodTypes, CacheManager manager) {
		this.operations = operations;
		this.methodTypes = methodTypes;
		this.manager = manager;
	}

	/**
	 * Finds the regions of a class.
	 * @param found is told each region, and the type if the method stores one
	 */
	void collect(Class<?> type, BiConsumer<String, @Nullable ValueType> found) {
		MetadataLookup<@Nullable JCacheOperation<?>> lookup = (method) -> this.operations.getCacheOperation(method,
				type);
		MethodIntrospector.selectMethods(type, lookup).forEach((method, operation) -> {
			if (operation != null && isOurs(operation)) {
				found.accept(operation.getCacheName(), storedType(operation.getCacheAnnotation(), method, type));
			}
		});
	}

	private boolean isOurs(JCacheOperation<?> operation) {
		return operation.getCacheResolver() instanceof SimpleCacheResolver resolver
				&& resolver.getCacheManager() == this.manager;
	}

	private @Nullable ValueType storedType(Annotation annotation, Method method, Class<?> type) {
		if (isNamed(annotation, "CacheResult")) {
			return this.methodTypes.ofReturnValue(method, type);
		}
		if (isNamed(annotation, "CachePut")) {
			Parameter[] parameters = method.getParameters();
			for (int i = 0; i < parameters.length; i++) {
				if (Stream.of(parameters[i].getAnnotations()).anyMatch((found) -> isNamed(found, "CacheValue"))) {
					return this.methodTypes.ofParameter(method, i, type);
				}
			}
		}
		return null;
	}

	/**
	 * Compares by name, since the annotations of JSR-107 refer to classes of CDI that a
	 * compiler misses.
	 */
	private static boolean isNamed(Annotation annotation, String name) {
		return annotation.annotationType().getName().equals("javax.cache.annotation." + name);
	}

}
