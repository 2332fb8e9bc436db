package io.github.taggedcache.interceptor;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import io.github.taggedcache.batch.BatchMethod;
import io.github.taggedcache.batch.BatchMethods;
import io.github.taggedcache.cache.CacheDefaults;
import io.github.taggedcache.cache.Invocation;
import io.github.taggedcache.cache.Invocations;
import io.github.taggedcache.cache.RegionCache;
import io.github.taggedcache.cache.RepeatedCall;
import io.github.taggedcache.check.UsedCaches;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.evict.EmptyResult;
import io.github.taggedcache.evict.EvictingCalls;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

/**
 * Spring's cache interceptor, with three differences: each invocation gets its own view
 * of the caches of this library, a near hit takes a short way where only the arguments
 * decide, and methods over many ids are cached entry by entry. The caches of other
 * managers are used as they are.
 */
public final class TaggedCacheInterceptor extends CacheInterceptor implements CacheDefaults, EvictingCalls {

	private static final long serialVersionUID = 1L;

	private final transient SingletonSupplier<Invocations> invocations;

	private final transient SingletonSupplier<UsedCaches> usedCaches;

	private final transient SingletonSupplier<EvictingInterceptor> evicting = SingletonSupplier.of(this::makeEvicting);

	private transient @Nullable BeanFactory beanFactory;

	private final transient SingletonSupplier<BatchMethods> batches;

	private volatile boolean started;

	/**
	 * Creates an interceptor.
	 * @param invocations the running invocations; asked for at the first call
	 * @param usedCaches checks the caches of each call; asked for at the first call
	 * @param batches the methods that are cached entry by entry; asked for at the first
	 * call
	 */
	public TaggedCacheInterceptor(Supplier<Invocations> invocations, Supplier<UsedCaches> usedCaches,
			Supplier<BatchMethods> batches) {
		this.invocations = SingletonSupplier.of(invocations);
		this.usedCaches = SingletonSupplier.of(usedCaches);
		this.batches = SingletonSupplier.of(batches);
	}

	/**
	 * From here on Spring's interceptor uses the caches.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		super.afterSingletonsInstantiated();
		this.started = true;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		super.setBeanFactory(beanFactory);
		this.beanFactory = beanFactory;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Invocations invocations = this.invocations.obtain();
		Object target = invocation.getThis();
		if (!(invocation instanceof RepeatedCall) && !invocations.draw(invocation) && this.started && target != null) {
			Hit near = invocations.readNear(invocation, target, this);
			if (near != null) {
				return near.value();
			}
		}
		if (this.started && target != null && invocation instanceof ProxyMethodInvocation proxied) {
			BatchMethod batch = this.batches.obtain()
				.of(invocation.getMethod(), AopProxyUtils.ultimateTargetClass(target), this);
			if (batch != null) {
				invocations.drawNone();
				return batch.call(proxied, target);
			}
		}
		return invocations.through(invocation, this, super::invoke);
	}

	@Override
	public @Nullable Object evict(MethodInvocation call) throws Throwable {
		Object target = call.getThis();
		BatchMethod batch = (target != null)
				? this.batches.obtain().of(call.getMethod(), AopProxyUtils.ultimateTargetClass(target), this) : null;
		if (target != null && batch != null) {
			batch.evict(call.getArguments(), target);
			return EmptyResult.of(call.getMethod());
		}
		return this.evicting.obtain().invoke(call);
	}

	private EvictingInterceptor makeEvicting() {
		Assert.state(this.beanFactory != null, "The interceptor has no bean factory");
		return new EvictingInterceptor(this, this.invocations, this.beanFactory);
	}

	@Override
	public boolean isStoring(Method method, Class<?> targetClass) {
		return operations(method, targetClass).stream().anyMatch(EvictedOperations::isStoring);
	}

	@Override
	public Collection<CacheOperation> operations(Method method, Class<?> targetClass) {
		CacheOperationSource source = getCacheOperationSource();
		Collection<CacheOperation> found = (source != null) ? source.getCacheOperations(method, targetClass) : null;
		return (found != null) ? found : List.of();
	}

	@Override
	public KeyGenerator keyGenerator() {
		return getKeyGenerator();
	}

	@Override
	public @Nullable CacheResolver cacheResolver() {
		return getCacheResolver();
	}

	@Override
	protected @Nullable Object execute(CacheOperationInvoker invoker, Object target, Method method,
			@Nullable Object[] args) {
		Invocations invocations = this.invocations.obtain();
		Invocation invocation = invocations.begin(target, method, args);
		try {
			Object result = invocation.joined(execute(invocations, invocation, invoker, target, method, args));
			return invocation.handedOver(invocation.replaced(result));
		}
		catch (RuntimeException ex) {
			return invocation.replaced(ex);
		}
	}

	private @Nullable Object execute(Invocations invocations, Invocation invocation, CacheOperationInvoker invoker,
			Object target, Method method, @Nullable Object[] args) {
		Invocation outer = invocations.enter(invocation);
		try {
			if (!invocation.isSubscribed()) {
				return super.execute(() -> invocations.invoke(invocation, invoker), target, method, args);
			}
			CacheOperationInvoker calls = invocation.repeatable(invoker);
			invocation.callsBy(() -> invocations.invoke(invocation, calls));
			return super.execute(() -> invocations.invoke(invocation, calls), target, method, args);
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
		try {
			return super.getCaches(context, cacheResolver);
		}
		catch (IllegalArgumentException ex) {
			// Spring finds no cache of this name; ours says what to do
			this.usedCaches.obtain().requireDeclared(context.getOperation(), context.getMethod());
			throw ex;
		}
	}

}
