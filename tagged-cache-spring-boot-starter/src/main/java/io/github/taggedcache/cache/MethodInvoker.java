package io.github.taggedcache.cache;

import java.util.List;

import io.github.taggedcache.core.event.Observer.Scope;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.tenant.Tenants;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;

/**
 * Calls the method of an invocation with a load token that was taken before, and in the
 * scope of its load.
 */
final class MethodInvoker {

	private final Invocations invocations;

	private final Node node;

	private final Tenants tenants;

	/**
	 * Creates it.
	 * @param invocations the running invocations
	 * @param node gives load tokens
	 * @param tenants the tenants of the application
	 */
	MethodInvoker(Invocations invocations, Node node, Tenants tenants) {
		this.invocations = invocations;
		this.node = node;
		this.tenants = tenants;
	}

	/**
	 * Calls the method, for the tenant that the call arrived for. If the method was
	 * called already and what came after it failed, that failure is thrown instead.
	 */
	@Nullable Object invoke(Invocation invocation, CacheOperationInvoker invoker) {
		return this.tenants.areOn() ? invocation.arrival().inContext(() -> {
			requireHere(invocation);
			return call(invocation, invoker);
		}) : call(invocation, invoker);
	}

	/**
	 * Checks that the method runs for the tenant of the call, if a cache of this library
	 * gets what the method returns.
	 */
	private void requireHere(Invocation invocation) {
		if (!invocation.views().isEmpty()) {
			this.tenants.requireHere(invocation.arrival().tenant(), invocation.call()::methodName);
		}
	}

	private @Nullable Object call(Invocation invocation, CacheOperationInvoker invoker) {
		invocation.load().lateFailure().rethrow();
		if (invocation.needsToken()) {
			takeToken(invocation);
		}
		Object result = run(invocation, invoker);
		if (!invocation.call().isAsync()) {
			invocation.endLoad(null);
			return result;
		}
		return invocation.writes().watched(result, invocation.tags().scope());
	}

	@SuppressWarnings("NullAway") // it does not see the type argument of a generic method
	private @Nullable Object run(Invocation invocation, CacheOperationInvoker invoker) {
		Invocation outer = this.invocations.enter(invocation);
		try {
			return load(invocation, invoker);
		}
		catch (Throwable ex) {
			invocation.endLoad((ex instanceof ThrowableWrapper wrapper) ? wrapper.getOriginal() : ex);
			throw ex;
		}
		finally {
			this.invocations.leave(outer);
		}
	}

	@SuppressWarnings("NullAway") // as above
	private static @Nullable Object load(Invocation invocation, CacheOperationInvoker invoker) {
		Scope scope = invocation.beginLoad();
		try {
			return invocation.tags().scope().run(invoker::invoke);
		}
		finally {
			scope.close();
		}
	}

	/**
	 * Takes the load token of an explicit put, which has no lookup that could give one:
	 * the clock, which all regions share, in one round trip.
	 * <p>
	 * A method with a future or publisher must not wait for the answer. It takes the
	 * newest version that this node has met, which is old enough to be safe. If another
	 * node invalidated a tag of the value and this node has not heard of it yet, the put
	 * is refused.
	 */
	private void takeToken(Invocation invocation) {
		if (invocation.call().isAsync()) {
			if (this.node.known() > 0) {
				invocation.offerToken(this.node.known());
			}
			return;
		}
		try {
			invocation.offerToken(Futures.await(this.node.observe(List.of(), List.of(), false)).clock());
		}
		catch (StoreException ex) {
			invocation.storeFailed();
		}
	}

}
