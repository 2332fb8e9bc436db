package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.template.MethodTags;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.cache.interceptor.SimpleKeyGenerator;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Spring's cache interceptor, with one difference: each invocation gets its own view of
 * the caches that are ours. Caches of other managers are used as they are.
 */
public final class TaggedCacheInterceptor extends CacheInterceptor {

	private static final long serialVersionUID = 1L;

	private final transient SingletonSupplier<Invocations> invocations;

	/**
	 * Creates an interceptor.
	 * @param invocations what it shares with the interceptor of invalidations; asked for
	 * at the first call
	 */
	public TaggedCacheInterceptor(Supplier<Invocations> invocations) {
		this.invocations = SingletonSupplier.of(invocations);
	}

	@Override
	protected @Nullable Object execute(CacheOperationInvoker invoker, Object target, Method method,
			@Nullable Object[] args) {
		Invocations invocations = this.invocations.obtain();
		Invocation invocation = invocations.begin(target, method, args);
		return AsyncResult.joined(execute(invocations, invocation, invoker, target, method, args), method, invocation);
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
		Invocation invocation = this.invocations.obtain().current();
		Collection<? extends Cache> caches = resolve(context, cacheResolver);
		if (invocation == null) {
			return caches;
		}
		if (caches.size() == 1 && caches.iterator().next() instanceof RegionCache region) {
			return invocation.add(view(region, context.getOperation(), invocation));
		}
		List<Cache> views = new ArrayList<>(caches.size());
		for (Cache cache : caches) {
			if (cache instanceof RegionCache region) {
				views.addAll(invocation.add(view(region, context.getOperation(), invocation)));
			}
			else {
				views.add(cache);
			}
		}
		return views;
	}

	private Collection<? extends Cache> resolve(CacheOperationInvocationContext<CacheOperation> context,
			CacheResolver cacheResolver) {
		this.invocations.obtain().requireKnown(context.getOperation(), context.getMethod());
		return super.getCaches(context, cacheResolver);
	}

	/**
	 * A region has the type of the first method that stores in it, also where that
	 * declares no tags and so was not looked at when the application started.
	 */
	private InvocationCache view(RegionCache cache, CacheOperation operation, Invocation invocation) {
		long templates = DeclaredTags.NO_TEMPLATES;
		if (operation instanceof CacheableOperation || operation instanceof CachePutOperation) {
			cache.types().record(invocation.type());
			invocation.offerToken(cache.getNativeCache().token());
			templates = templates(operation, invocation.templates());
		}
		return new InvocationCache(cache, invocation, operation instanceof CachePutOperation,
				this.invocations.obtain().pending(), templates);
	}

	/**
	 * What stands for the templates of a method, if the key of the operation determines
	 * what they give.
	 */
	private long templates(CacheOperation operation, MethodTags tags) {
		if (StringUtils.hasText(operation.getKey())) {
			return tags.templatesByKey(operation.getKey());
		}
		boolean isOfArguments = !StringUtils.hasText(operation.getKeyGenerator())
				&& getKeyGenerator().getClass() == SimpleKeyGenerator.class;
		return isOfArguments ? tags.templatesByArguments() : tags.templatesByResult();
	}

}
