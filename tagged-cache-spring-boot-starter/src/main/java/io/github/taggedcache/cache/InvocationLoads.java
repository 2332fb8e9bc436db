package io.github.taggedcache.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.timeout.LoadTimeoutException;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;

/**
 * The loads of one view that its region runs, each as one load for many callers.
 *
 * @param view the view
 * @param invocation its call
 */
record InvocationLoads(InvocationCache view, Invocation invocation) {

	/**
	 * Reads or loads a value. Takes the loader's own exception out of Spring's wrapper,
	 * and puts it in again: what an interrupted load means to those who joined it depends
	 * on it. What fails after the loader returned is wrapped as well, since Spring's
	 * interceptor would call the method again otherwise.
	 */
	<T> @Nullable T get(Object key, EntryKey entryKey, Callable<T> loader) {
		AskedEntry asked = this.view.asked();
		try {
			asked.leftToRegion();
			Object value = this.view.region()
				.get(call(key, entryKey), this.view.access().inContext(() -> callUnwrapped(loader)));
			this.view.auditHit(key);
			return RegionAccess.cast(value);
		}
		catch (LoadFailedException ex) {
			throw new ValueRetrievalException(key, loader, new ThrowableWrapper(ex.thrown()));
		}
		catch (RuntimeException ex) {
			if (ex instanceof LoadTimeoutException || this.invocation.load().lateFailure().is(ex)) {
				throw new ValueRetrievalException(key, loader, new ThrowableWrapper(ex));
			}
			if (!(ex instanceof StoreException)) {
				throw ex;
			}
			this.view.errors().get(ex, key);
			asked.leftByRegion(entryKey);
			return uncached(key, loader);
		}
	}

	private static <T> T callUnwrapped(Callable<T> loader) throws Exception {
		try {
			return loader.call();
		}
		catch (ThrowableWrapper ex) {
			if (ex.getOriginal() instanceof Error error) {
				throw error;
			}
			throw (ex.getOriginal() instanceof Exception exception) ? exception : ex;
		}
	}

	/**
	 * Calls the method without a cache. Spring's interceptor would do that as well, but
	 * then show the store's failure instead of the method's own exception.
	 */
	static <T> @Nullable T uncached(Object key, Callable<T> loader) {
		try {
			return loader.call();
		}
		catch (Exception ex) {
			throw new ValueRetrievalException(key, loader, ex);
		}
	}

	/**
	 * Reads or loads a value without blocking.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // an audit has no outcome for the
													// caller
	<T> CompletableFuture<T> retrieve(Object key, EntryKey entryKey, Supplier<CompletableFuture<T>> loader) {
		this.view.asked().leftToRegion();
		CompletableFuture<?> value = this.view.region().retrieve(call(key, entryKey), loader);
		value.thenRun(() -> this.view.auditHit(key));
		return RegionAccess.cast(value);
	}

	private CacheCall call(Object key, EntryKey entryKey) {
		AnnotatedCall method = this.invocation.call();
		return new CacheCall(entryKey, method.type(), this.view.declared(), this.invocation.token(),
				!RegionAccess.isInTransaction(), this.invocation.tags().scope(),
				(ex, value) -> this.invocation.load()
					.lateFailure()
					.throwBy(() -> this.view.errors().put(ex, key, value)),
				this.invocation::reload, this.invocation.replaces(), method::methodName, this.invocation.collector(),
				method::reportTooMuch, this.invocation.transaction().current());
	}

}
