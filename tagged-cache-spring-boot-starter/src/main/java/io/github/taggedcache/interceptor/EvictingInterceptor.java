package io.github.taggedcache.interceptor;

import java.lang.reflect.Method;
import java.util.Collection;

import io.github.taggedcache.cache.Invocation;
import io.github.taggedcache.cache.Invocations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.util.function.SingletonSupplier;

/**
 * Spring's cache interceptor over operations that evict. So a call evicts what Spring
 * would look for: Spring itself makes the keys, checks the conditions and finds the
 * caches.
 */
final class EvictingInterceptor extends CacheInterceptor {

	private static final long serialVersionUID = 1L;

	private final transient TaggedCacheInterceptor calls;

	private final transient EvictedOperations operations;

	private final transient SingletonSupplier<Invocations> invocations;

	EvictingInterceptor(TaggedCacheInterceptor calls, SingletonSupplier<Invocations> invocations,
			BeanFactory beanFactory) {
		this.calls = calls;
		this.operations = new EvictedOperations(calls);
		this.invocations = invocations;
		configure(calls::getErrorHandler, calls::keyGenerator, calls::cacheResolver, null);
		setCacheOperationSource(this.operations);
		setBeanFactory(beanFactory);
		afterSingletonsInstantiated();
	}

	@Override
	protected @Nullable Object execute(CacheOperationInvoker invoker, Object target, Method method,
			@Nullable Object[] args) {
		Invocations invocations = this.invocations.obtain();
		Invocation invocation = invocations.begin(target, method, args);
		invocation.onlyEvicts();
		Invocation outer = invocations.enter(invocation);
		try {
			return invocation.joined(super.execute(invoker, target, method, args));
		}
		finally {
			invocations.leave(outer);
		}
	}

	@Override
	protected Collection<? extends Cache> getCaches(CacheOperationInvocationContext<CacheOperation> context,
			CacheResolver cacheResolver) {
		return this.calls.getCaches(new AsCalled(context, this.operations.original(context.getOperation())),
				cacheResolver);
	}

	/**
	 * A call as resolvers of caches would see it.
	 *
	 * @param context the call
	 * @param operation the operation of the method
	 */
	private record AsCalled(CacheOperationInvocationContext<CacheOperation> context,
			CacheOperation operation) implements CacheOperationInvocationContext<CacheOperation> {

		@Override
		public CacheOperation getOperation() {
			return this.operation;
		}

		@Override
		public Object getTarget() {
			return this.context.getTarget();
		}

		@Override
		public Method getMethod() {
			return this.context.getMethod();
		}

		@Override
		public @Nullable Object[] getArgs() {
			return this.context.getArgs();
		}

	}

}
