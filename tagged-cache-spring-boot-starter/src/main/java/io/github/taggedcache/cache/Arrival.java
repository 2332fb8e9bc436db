package io.github.taggedcache.cache;

import java.util.concurrent.Callable;

import io.github.taggedcache.cache.LoaderContext.Carrier;
import io.github.taggedcache.tenant.Tenant;
import io.github.taggedcache.tenant.Tenants;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;

/**
 * For whom a call arrived, and in which context. Without tenants nobody asks for the
 * context.
 */
final class Arrival {

	private Tenant tenant = Tenant.NONE;

	private Carrier context = Carrier.NONE;

	private @Nullable Thread thread;

	/**
	 * Takes the tenant and the context of the calling thread, before a view is used.
	 * @param repeated the call, if it is made once more: then its tenant stays
	 * @param region the region that is asked
	 */
	void take(@Nullable RepeatedCall repeated, Tenants tenants, String region) {
		this.tenant = (repeated != null) ? repeated.tenant() : tenants.ofRegion(region);
		this.context = LoaderContext.capture();
		this.thread = Thread.currentThread();
	}

	/**
	 * Whose entries the call reads and fills.
	 */
	Tenant tenant() {
		return this.tenant;
	}

	Carrier context() {
		return this.context;
	}

	/**
	 * Runs the method in the context that the call arrived in, where the method runs on
	 * another thread.
	 */
	@Nullable Object inContext(Callable<@Nullable Object> method) {
		try {
			return (Thread.currentThread() != this.thread) ? this.context.call(method) : method.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ThrowableWrapper(ex);
		}
	}

}
