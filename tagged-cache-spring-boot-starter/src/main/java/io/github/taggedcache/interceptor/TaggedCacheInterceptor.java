package io.github.taggedcache.interceptor;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import io.github.taggedcache.cache.Invocation;
import io.github.taggedcache.cache.Invocations;
import io.github.taggedcache.cache.RegionCache;
import io.github.taggedcache.check.UsedCaches;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.util.function.SingletonSupplier;

/**
 * Spring's cache interceptor, with one difference: each invocation gets its own view of
 * the caches of this library. The caches of other managers are used as they are.
 */
public final class TaggedCacheInterceptor extends CacheInterceptor {

	private static final long serialVersionUID = 1L;

	private final transient SingletonSupplier<Invocations> invocations;

	private final transient SingletonSupplier<UsedCaches> usedCaches;

	/**
	 * Creates an interceptor.
	 * @param invocations the running invocations; asked for at the first call
	 * @param usedCaches checks the caches of each call; asked for at the first call
	 */
	public TaggedCacheInterceptor(Supplier<Invocations> invocations, Supplier<UsedCaches> usedCaches) {
		this.invocations = SingletonSupplier.of(invocations);
		this.usedCaches = SingletonSupplier.of(usedCaches);
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		this.invocations.obtain().draw(invocation);
		return super.invoke(invocation);
	}

	@Override
	protected @Nullable Object execute(CacheOperationInvoker invoker, Object target, Method method,
			@Nullable Object[] args) {
		Invocations invocations = this.invocations.obtain();
		Invocation invocation = invocations.begin(target, method, args);
		return invocation.joined(execute(invocations, invocation, invoker, target, method, args));
	}

	private @Nullable Object execute(Invocations invocations, Invocation invocation, CacheOperationInvoker invoker,
			Object target, Method method, @Nullable Object[] args) {
		Invocation outer = invocations.enter(invocation);
		try {
			return super.execute(() -> invocations.invoke(invocation, invoker), target, method, args);
		}
		finally {
			invocations.leave(outer);
		}
	}

	@Override
	protected Collection<? extends Cache> getCaches(CacheOperationInvocationContext<CacheOperation> context,
			CacheResolver cacheResolver) {
		Collection<? extends Cache> caches = resolve(context, cacheResolver);
		Invocations invocations = this.invocations.obtain();
		Invocation invocation = invocations.current();
		if (invocation == null) {
			return caches;
		}
		CacheOperation operation = context.getOperation();
		if (caches.size() == 1 && caches.iterator().next() instanceof RegionCache region) {
			return invocations.view(invocation, region, operation, getKeyGenerator());
		}
		List<Cache> views = new ArrayList<>(caches.size());
		for (Cache cache : caches) {
			if (cache instanceof RegionCache region) {
				views.addAll(invocations.view(invocation, region, operation, getKeyGenerator()));
			}
			else {
				this.usedCaches.obtain().warnOfForeign(cache, operation, context.getMethod(), context.getTarget());
				views.add(cache);
			}
		}
		return views;
	}

	private Collection<? extends Cache> resolve(CacheOperationInvocationContext<CacheOperation> context,
			CacheResolver cacheResolver) {
		this.usedCaches.obtain().requireDeclared(context.getOperation(), context.getMethod());
		return super.getCaches(context, cacheResolver);
	}

}
