package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Executor;

import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvoker;

/**
 * The invocations of annotated methods that go on, and how their methods are called.
 * <p>
 * The thread knows the innermost invocation only while Spring's interceptor makes its
 * views, and while the method itself runs on it. What is stored later is carried by the
 * views, not by the thread.
 */
public final class Invocations {

	@SuppressWarnings("ThreadLocalUsage") // one object an application context, gone with
											// it
	private final ThreadLocal<@Nullable Invocation> current = new ThreadLocal<>();

	private final CacheRegions regions;

	private final AnnotatedMethods methods;

	private final Executor executor;

	private final PendingInvalidations pending;

	/**
	 * Creates it.
	 * @param regions the manager of the caches, and what it is used for
	 * @param methods what annotations and signatures say
	 * @param executor runs what follows an answer of the store
	 * @param pending takes over invalidations that failed where nobody could be told
	 */
	public Invocations(CacheRegions regions, AnnotatedMethods methods, Executor executor,
			PendingInvalidations pending) {
		this.regions = regions;
		this.methods = methods;
		this.executor = executor;
		this.pending = pending;
	}

	Invocation begin(Object target, Method method, @Nullable Object[] args) {
		return new Invocation(target, method, args, this.methods);
	}

	RegionCacheManager manager() {
		return this.regions.manager();
	}

	/**
	 * Whether a test replaced the manager: then invalidations have nowhere to go.
	 */
	boolean isReplaced() {
		return this.regions.isReplaced();
	}

	Executor executor() {
		return this.executor;
	}

	PendingInvalidations pending() {
		return this.pending;
	}

	@Nullable Invocation current() {
		return this.current.get();
	}

	/**
	 * Makes an invocation the thread's innermost one.
	 * @return the one before, to be given to {@link #leave}
	 */
	@Nullable Invocation enter(Invocation invocation) {
		Invocation outer = this.current.get();
		this.current.set(invocation);
		return outer;
	}

	void leave(@Nullable Invocation outer) {
		// Setting null is less work at each call than removing
		this.current.set(outer);
	}

	/**
	 * Calls the method: with a token taken before it, and in the scope of its load. If
	 * the method was called already and what came after it failed, that is thrown
	 * instead.
	 */
	@Nullable Object invoke(Invocation invocation, CacheOperationInvoker invoker) {
		invocation.lateFailure().rethrow();
		if (invocation.needsToken()) {
			takeToken(invocation);
		}
		invocation.started();
		Object result = run(invocation, invoker);
		if (!invocation.isAsync()) {
			invocation.views().forEach(InvocationCache::loaded);
			return result;
		}
		return invocation.isReactive() ? PublisherResult.watched(result, invocation) : result;
	}

	@SuppressWarnings("NullAway") // it does not see the type argument of a generic method
	private @Nullable Object run(Invocation invocation, CacheOperationInvoker invoker) {
		Invocation outer = enter(invocation);
		try {
			return invocation.scope().run(invoker::invoke);
		}
		finally {
			leave(outer);
		}
	}

	/**
	 * For an explicit put, which has no lookup that could give one: the clock, which all
	 * regions share, in one round trip; the put itself looks at tags. A method with a
	 * future or publisher must not wait for an answer here: the newest version that this
	 * node has met is old enough to be safe. It costs a put where another node
	 * invalidated a tag of the value and this node has not heard of it yet.
	 */
	private void takeToken(Invocation invocation) {
		Node node = manager().node();
		if (invocation.isAsync()) {
			if (node.known() > 0) {
				invocation.offerToken(node.known());
			}
			return;
		}
		try {
			invocation.offerToken(Futures.await(node.observe(List.of(), List.of(), false)).clock());
		}
		catch (StoreException ex) {
			invocation.storeFailed();
		}
	}

	/**
	 * Checks that the caches of an operation exist, if they are this manager's.
	 */
	void requireKnown(CacheOperation operation, Method method) {
		if (manager().isDynamic()) {
			return;
		}
		if (this.regions.serves(operation)) {
			for (String name : operation.getCacheNames()) {
				manager().requireKnown(name, () -> method.getDeclaringClass().getName() + "." + method.getName());
			}
		}
	}

}
