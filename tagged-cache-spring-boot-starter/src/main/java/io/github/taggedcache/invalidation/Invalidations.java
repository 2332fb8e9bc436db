package io.github.taggedcache.invalidation;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.tenant.Tenant;
import io.github.taggedcache.tenant.Tenants;
import io.github.taggedcache.transaction.CacheTransactions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the invalidations that annotated methods declare.
 */
public final class Invalidations {

	private static final Logger logger = LoggerFactory.getLogger(Invalidations.class);

	private final AtomicBoolean reported = new AtomicBoolean();

	private final Node node;

	private final Executor executor;

	private final PendingInvalidations pending;

	private final Supplier<@Nullable EnclosingCall> enclosingCall;

	private final BooleanSupplier managerReplaced;

	private final Tenants tenants;

	private final CacheTransactions transactions;

	/**
	 * Creates it.
	 * @param node records the invalidations
	 * @param executor runs what follows an answer of the store
	 * @param pending takes over invalidations that failed where no caller can be told
	 * @param enclosingCall the innermost call of a cached method on the calling thread
	 * @param managerReplaced whether a test replaced the cache manager; then nothing is
	 * invalidated
	 * @param tenants the tenants of the application
	 * @param transactions the transactions of the calling threads
	 */
	public Invalidations(Node node, Executor executor, PendingInvalidations pending,
			Supplier<@Nullable EnclosingCall> enclosingCall, BooleanSupplier managerReplaced, Tenants tenants,
			CacheTransactions transactions) {
		this.node = node;
		this.executor = executor;
		this.pending = pending;
		this.enclosingCall = enclosingCall;
		this.managerReplaced = managerReplaced;
		this.tenants = tenants;
		this.transactions = transactions;
	}

	/**
	 * Whether the methods of this application invalidate.
	 * @return false if a test replaced the cache manager
	 */
	public boolean areOn() {
		return !this.managerReplaced.getAsBoolean();
	}

	/**
	 * The same for a method. If they do not, that is logged once.
	 */
	boolean areOn(Method method) {
		if (areOn()) {
			return true;
		}
		if (this.reported.compareAndSet(false, true)) {
			logger.info(
					"@InvalidateTags on {}.{} does nothing, and neither does any other: the cache manager of this"
							+ " application is replaced, as by a mock in a test",
					method.getDeclaringClass().getName(), method.getName());
		}
		return false;
	}

	/**
	 * The cached call of a method on the calling thread.
	 * @return null if this call of the method caches nothing
	 */
	@Nullable EnclosingCall callOf(Object target, Method method) {
		EnclosingCall call = this.enclosingCall.get();
		return (call != null && call.isOf(target, method)) ? call : null;
	}

	/**
	 * The tenant of the calling thread, whose tags a call of a method names.
	 */
	Tenant tenant(Method method) {
		return this.tenants
			.of(() -> "@InvalidateTags on " + method.getDeclaringClass().getName() + "." + method.getName());
	}

	CompletableFuture<List<Appended>> send(Collection<String> tags, Mode mode) {
		return this.node.invalidate(tags, mode);
	}

	/**
	 * The transactions of the calling threads.
	 */
	CacheTransactions transactions() {
		return this.transactions;
	}

	PendingInvalidations pending() {
		return this.pending;
	}

	Executor executor() {
		return this.executor;
	}

}
