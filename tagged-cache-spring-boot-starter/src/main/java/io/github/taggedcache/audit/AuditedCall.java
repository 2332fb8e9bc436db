package io.github.taggedcache.audit;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;

/**
 * A call of a cached method that can be made again, from behind the cache.
 */
public final class AuditedCall {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Mono",
			AuditedCall.class.getClassLoader());

	private final ProxyMethodInvocation invocation;

	private final double drawn;

	AuditedCall(ProxyMethodInvocation invocation, double drawn) {
		this.invocation = invocation;
		this.drawn = drawn;
	}

	/**
	 * Whether this is a call of a method.
	 * @param target the object whose method is called
	 * @param method the method
	 * @return whether both are those of this call
	 */
	public boolean isOf(Object target, Method method) {
		return this.invocation.getThis() == target && this.invocation.getMethod().equals(method);
	}

	/**
	 * The number that was drawn for this call.
	 */
	double drawn() {
		return this.drawn;
	}

	/**
	 * The same call with arguments of its own. Only for a call whose method was not
	 * called.
	 */
	AuditedCall copy() {
		return new AuditedCall((ProxyMethodInvocation) this.invocation.invocableClone(), this.drawn);
	}

	String method() {
		return ClassUtils.getQualifiedMethodName(this.invocation.getMethod());
	}

	/**
	 * Calls the method, through the interceptors that lie behind the cache.
	 * @param patience how long a future or publisher may take, in seconds
	 * @return what the cache would hold: the content of an {@code Optional}, a future or
	 * a publisher
	 */
	@Nullable Object repeat(long patience) throws Throwable {
		MethodInvocation again = this.invocation.invocableClone();
		return ObjectUtils.unwrapOptional(ended(ExposeInvocationInterceptor.INSTANCE.invoke(again), patience));
	}

	private static @Nullable Object ended(@Nullable Object result, long patience) throws Exception {
		if (result instanceof CompletionStage<?> stage) {
			return stage.toCompletableFuture().get(patience, TimeUnit.SECONDS);
		}
		if (result != null && REACTOR) {
			ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(result.getClass());
			return (adapter != null) ? Publishers.ended(adapter, result, patience) : result;
		}
		return result;
	}

	/**
	 * Only loaded where Reactor is.
	 */
	private static final class Publishers {

		private static @Nullable Object ended(ReactiveAdapter adapter, Object result, long patience) throws Exception {
			Future<?> end = adapter.isMultiValue() ? Flux.from(adapter.toPublisher(result)).collectList().toFuture()
					: Mono.from(adapter.toPublisher(result)).toFuture();
			try {
				return end.get(patience, TimeUnit.SECONDS);
			}
			finally {
				end.cancel(true);
			}
		}

	}

}
