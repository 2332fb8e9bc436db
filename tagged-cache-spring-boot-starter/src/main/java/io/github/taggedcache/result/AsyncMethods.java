package io.github.taggedcache.result;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;

/**
 * Tells which methods return before their result is there: those that return a future or
 * a publisher, and suspending functions.
 */
public final class AsyncMethods {

	private static final boolean REACTIVE = ClassUtils.isPresent("reactor.core.publisher.Mono",
			AsyncMethods.class.getClassLoader());

	/**
	 * Remembered by class, since the registry goes through all its adapters for each
	 * question.
	 */
	private static final ClassValue<Boolean> ASYNC = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> returnType) {
			return CompletableFuture.class.isAssignableFrom(returnType) || (REACTIVE && adapter(returnType) != null);
		}

	};

	private AsyncMethods() {
	}

	/**
	 * Whether a method returns before its result is there.
	 * @param method the method
	 * @return true for futures, publishers and suspending functions
	 */
	public static boolean isAsync(Method method) {
		return ASYNC.get(method.getReturnType()) || (REACTIVE && KotlinDetector.isSuspendingFunction(method));
	}

	/**
	 * Whether a method returns a publisher.
	 * @param method the method
	 * @return true for publishers and suspending functions
	 */
	public static boolean isReactive(Method method) {
		return REACTIVE && (KotlinDetector.isSuspendingFunction(method) || adapter(method) != null);
	}

	/**
	 * The adapter of a method's return type.
	 * @return null for a suspending function, of which Spring makes a publisher
	 */
	static @Nullable ReactiveAdapter adapter(Method method) {
		return adapter(method.getReturnType());
	}

	private static @Nullable ReactiveAdapter adapter(Class<?> returnType) {
		return ReactiveAdapterRegistry.getSharedInstance().getAdapter(returnType);
	}

}
