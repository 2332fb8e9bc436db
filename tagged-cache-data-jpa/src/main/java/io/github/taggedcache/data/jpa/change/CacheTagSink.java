package io.github.taggedcache.data.jpa.change;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.invalidation.PendingInvalidations;
import io.github.taggedcache.tenant.Tenant;
import io.github.taggedcache.tenant.Tenants;
import io.github.taggedcache.transaction.CacheTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * Hands tags to the caches of the application. They are looked up when the first tags
 * come, since a persistence unit may be made before them. An application without caches
 * invalidates nothing.
 */
public final class CacheTagSink implements TagSink {

	private final BeanFactory beans;

	private volatile @Nullable TaggedCacheManager manager;

	private volatile @Nullable Boolean transactionAware;

	/**
	 * Creates a sink.
	 * @param beans the beans of the application
	 */
	public CacheTagSink(BeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public boolean isTransactionAware() {
		Boolean aware = this.transactionAware;
		if (aware == null) {
			CacheTransactions transactions = this.beans.getBeanProvider(CacheTransactions.class).getIfAvailable();
			aware = (transactions == null) || transactions.areAware();
			this.transactionAware = aware;
		}
		return aware;
	}

	@Override
	public void invalidate(Collection<String> tags) {
		TaggedCacheManager found = this.manager;
		if (found == null) {
			found = this.beans.getBeanProvider(TaggedCacheManager.class).getIfAvailable();
			this.manager = found;
		}
		if (found != null) {
			if (tenant() != null) {
				found.invalidateTags(tags.toArray(String[]::new));
			}
			else {
				found.invalidateAll();
			}
		}
	}

	@Override
	public void invalidateCommitted(Collection<String> tags) {
		Node node = this.beans.getBeanProvider(Node.class).getIfAvailable();
		PendingInvalidations pending = this.beans.getBeanProvider(PendingInvalidations.class).getIfAvailable();
		if (node == null || pending == null) {
			invalidate(tags);
			return;
		}
		Tenant tenant = tenant();
		List<String> names = (tenant != null) ? tags.stream().map(tenant::tag).toList() : List.of(TagName.NAMESPACE);
		try {
			Futures.await(node.invalidate(names, Mode.HARD));
		}
		catch (RuntimeException ex) {
			pending.add(Map.of(Mode.HARD, names), ex);
		}
	}

	/**
	 * The tenant whose rows are changed. A change without one, where there must be one,
	 * must not fail: it concerns everybody.
	 * @return null if nobody knows the tenant
	 */
	private @Nullable Tenant tenant() {
		Tenants tenants = this.beans.getBeanProvider(Tenants.class).getIfAvailable(() -> Tenants.NONE);
		try {
			return tenants.of(() -> "changed entities");
		}
		catch (IllegalStateException ex) {
			return null;
		}
	}

}
