package io.github.taggedcache.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.load.CallingThread;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.core.region.Lookup;
import io.github.taggedcache.core.region.Lookup.Stale;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.key.KeyText;
import io.github.taggedcache.tenant.Tenant;
import io.github.taggedcache.tenant.Tenants;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.support.SimpleValueWrapper;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * How the cache of a region and the views of annotated methods use the region: by
 * Spring's keys, after writes that go on, and with codecs and templates on threads where
 * the code of the application may run.
 */
final class RegionAccess {

	private final Region region;

	private final RunningWrites writes;

	private final KeyText keyText;

	private final Supplier<CacheErrorHandler> errorHandler;

	private final Executor executor;

	private final Tenants tenants;

	RegionAccess(Region region, KeyText keyText, Supplier<CacheErrorHandler> errorHandler, Executor executor,
			Tenants tenants) {
		this.region = region;
		this.writes = new RunningWrites(region.settings().joinTimeout());
		this.keyText = keyText;
		this.errorHandler = errorHandler;
		this.executor = executor;
		this.tenants = tenants;
	}

	Region region() {
		return this.region;
	}

	CacheErrorHandler errorHandler() {
		return this.errorHandler.get();
	}

	Executor executor() {
		return this.executor;
	}

	/**
	 * Runs what writes of methods with a future or publisher wait for.
	 */
	Executor writer() {
		return this.writes.executor(this.executor);
	}

	/**
	 * The tenant of the calling thread.
	 */
	Tenant tenant() {
		return this.tenants.ofRegion(this.region.name());
	}

	/**
	 * Whether this thread works for a tenant.
	 */
	boolean isHere(Tenant tenant) {
		return this.tenants.isHere(tenant);
	}

	/**
	 * A key as the tenant of the calling thread stores it.
	 */
	Object own(Object key) {
		return tenant().key(key);
	}

	/**
	 * The key of an entry of the tenant of the calling thread.
	 */
	EntryKey ownKey(Object key) {
		return key(own(key));
	}

	EntryKey key(Object key) {
		return EntryKey.of(this.region.name(), this.keyText.of(key), KeyText.isItsOwnIdentity(key) ? key : null);
	}

	/**
	 * Reads a value from the near cache. A key that does not stand for itself there is
	 * looked up by its text, later.
	 */
	@Nullable Hit readNear(Object key, ValueTypes wanted, DeclaredTags declared) {
		return KeyText.isItsOwnIdentity(key) ? this.region.readNear(key, wanted, declared) : null;
	}

	/**
	 * The same for a reader.
	 */
	@Nullable Hit readNear(Object key, ValueTypes wanted, DeclaredTags declared, Reader reader) {
		return KeyText.isItsOwnIdentity(key) ? this.region.readNear(key, wanted, declared, reader.collector()) : null;
	}

	/**
	 * Reads a value. Codecs and templates run on this thread.
	 */
	@Nullable Hit read(EntryKey key, ValueTypes wanted, DeclaredTags declared, Reader reader) {
		CallingThread thread = new CallingThread();
		try {
			Lookup lookup = thread.await(lookup(key, wanted, declared, reader, thread));
			reader.offerToken(lookup.token());
			Hit hit = thread.await(read(lookup, wanted, declared, reader, thread));
			if (hit != null) {
				hit.addTo(reader.collector());
			}
			return hit;
		}
		catch (StoreException ex) {
			reader.storeFailed();
			throw ex;
		}
	}

	/**
	 * The same without blocking. Codecs and templates run on the executor, and so does
	 * what the value is made into.
	 * @param result makes of the value what the future gives
	 * @return the result, or what went wrong, without wrappings
	 */
	<T extends @Nullable Object> CompletableFuture<T> retrieve(EntryKey key, ValueTypes wanted, DeclaredTags declared,
			Reader reader, Function<@Nullable Hit, T> result) {
		Dependencies collector = reader.collector();
		CompletableFuture<Lookup> looked = lookup(key, wanted, declared, reader, this.executor)
			.whenComplete((lookup, ex) -> {
				if (ex != null) {
					reader.storeFailed();
				}
			});
		CompletableFuture<T> value = Futures.compose(looked, (lookup) -> {
			reader.offerToken(lookup.token());
			return Futures.then(read(lookup, wanted, declared, reader, this.executor), (hit) -> {
				if (hit != null) {
					hit.addTo(collector);
				}
				return CompletableFuture.completedFuture(result.apply(hit));
			}, this.executor);
		}, this.executor);
		return Futures.unwrapped(value);
	}

	/**
	 * Asks for an entry, after a write of it that goes on.
	 */
	private CompletableFuture<Lookup> lookup(EntryKey key, ValueTypes wanted, DeclaredTags declared, Reader reader,
			Executor steps) {
		if (reader.replaces() != LoadCall.NOTHING) {
			return this.region.lookupToRefresh(key, wanted, declared, steps);
		}
		CompletableFuture<EntryKey> afterWrite = this.writes.awaited(key);
		return (afterWrite != null)
				? Futures.compose(afterWrite, (same) -> this.region.lookup(same, wanted, declared, steps), steps)
				: this.region.lookup(key, wanted, declared, steps);
	}

	/**
	 * What a reader gets of a lookup, stale or not.
	 */
	private CompletableFuture<@Nullable Hit> read(Lookup lookup, ValueTypes wanted, DeclaredTags declared,
			Reader reader, Executor steps) {
		if (reader.replaces() != LoadCall.NOTHING) {
			return this.region.readToRefresh(lookup, wanted, declared, reader.replaces());
		}
		if (!this.region.stale().isOn()) {
			return this.region.read(lookup, wanted, declared);
		}
		if (lookup instanceof Stale stale) {
			reader.foundStale(stale);
		}
		return this.region.stale().read(lookup, wanted, declared, reader::reload, steps);
	}

	/**
	 * A stale value in the place of what a method threw, if the region serves one then
	 * and nothing has invalidated it since. Codecs and templates run on the steps.
	 */
	CompletableFuture<@Nullable Hit> readInstead(Stale stale, Throwable thrown, ValueTypes wanted,
			DeclaredTags declared, Executor steps) {
		return this.region.stale().isServedInstead(stale, thrown)
				? this.region.stale().serveInstead(stale, wanted, declared, StaleReason.ERROR, steps)
				: CompletableFuture.completedFuture(null);
	}

	/**
	 * A loader of a blocking call, which brings its context along where it runs on
	 * another thread.
	 */
	<T extends @Nullable Object> Callable<T> inContext(Callable<T> loader) {
		return this.region.settings().timeouts().onExecutor() ? LoaderContext.capture(loader) : loader;
	}

	/**
	 * A loader that runs for a tenant or not at all, with the context of this thread.
	 */
	<T extends @Nullable Object> Callable<T> forTenant(Tenant tenant, Callable<T> loader) {
		if (!this.tenants.areOn()) {
			return loader;
		}
		return LoaderContext.capture(() -> {
			this.tenants.requireHere(tenant, () -> "A loader of region '" + this.region.name() + "'");
			return loader.call();
		});
	}

	/**
	 * The same for a loader that gives a future.
	 */
	<T> Supplier<CompletableFuture<T>> forTenantLater(Tenant tenant, Supplier<CompletableFuture<T>> loader) {
		if (!this.tenants.areOn()) {
			return loader;
		}
		Callable<CompletableFuture<T>> inContext = forTenant(tenant, loader::get);
		return () -> {
			try {
				return inContext.call();
			}
			catch (Exception ex) {
				return CompletableFuture.failedFuture(ex);
			}
		};
	}

	/**
	 * Takes note of a write. A key that has no text is the write's own failure.
	 */
	void writing(Object key, CompletableFuture<?> write) {
		EntryKey entryKey;
		try {
			entryKey = key(key);
		}
		catch (IllegalArgumentException ex) {
			return;
		}
		writing(entryKey, write);
	}

	void writing(EntryKey key, CompletableFuture<?> write) {
		this.writes.add(key, write);
	}

	/**
	 * Whether a loader on this thread may see the state of a moment before it runs.
	 */
	static boolean isInTransaction() {
		return TransactionSynchronizationManager.isActualTransactionActive();
	}

	static @Nullable ValueWrapper wrapped(@Nullable Hit hit) {
		return (hit != null) ? new SimpleValueWrapper(hit.value()) : null;
	}

	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals", "NullAway" }) // as
																					// Spring's
	static <T> T cast(@Nullable Object value) {
		return (T) value;
	}

}
