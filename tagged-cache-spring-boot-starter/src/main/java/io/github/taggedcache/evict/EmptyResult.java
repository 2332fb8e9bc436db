package io.github.taggedcache.evict;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;

/**
 * What a call gives that calls nothing: something that the caller can ignore.
 */
public final class EmptyResult {

	private static final boolean REACTIVE = ClassUtils.isPresent("reactor.core.publisher.Mono",
			EmptyResult.class.getClassLoader());

	private EmptyResult() {
	}

	/**
	 * The empty result of a method.
	 * @param method the method
	 * @return zero or false for a primitive type, an empty {@code Optional}, a completed
	 * future, an empty publisher; else null
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // it is complete, and goes to the
													// caller
	public static @Nullable Object of(Method method) {
		Class<?> type = method.getReturnType();
		if (type.isPrimitive() && type != void.class) {
			// A new array has it in each element
			return Array.get(Array.newInstance(type, 1), 0);
		}
		if (type == Optional.class) {
			return Optional.empty();
		}
		if (type != Object.class && type.isAssignableFrom(CompletableFuture.class)) {
			return CompletableFuture.completedFuture(null);
		}
		return REACTIVE ? Publishers.empty(method) : null;
	}

	/**
	 * Only loaded where Reactor is.
	 */
	private static final class Publishers {

		/**
		 * Spring makes the result of a suspending function of a publisher.
		 */
		private static @Nullable Object empty(Method method) {
			if (KotlinDetector.isSuspendingFunction(method)) {
				return Mono.empty();
			}
			ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(method.getReturnType());
			if (adapter == null) {
				return null;
			}
			return adapter.fromPublisher(Mono.empty());
		}

	}

}
