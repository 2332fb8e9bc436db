package io.github.taggedcache.cache;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.audit.AuditedEntry;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Hit;
import org.jspecify.annotations.Nullable;

/**
 * The entry that a view was served, as the auditor looks at it later.
 *
 * @param view the view
 * @param invocation its call
 * @param key the key of the entry
 */
record ServedEntry(InvocationCache view, Invocation invocation, EntryKey key) implements AuditedEntry {

	@Override
	public @Nullable Hit read() {
		RegionAccess access = this.view.access();
		if (!access.isHere(this.invocation.arrival().tenant())) {
			// The method would be called for another tenant
			return null;
		}
		return access.read(this.key, this.invocation.call().type(), this.view.declared(), Reader.PLAIN);
	}

	@Override
	public @Nullable String difference(Object loaded, Object cached) {
		return this.view.region().difference(loaded, cached, this.invocation.call().type());
	}

	@Override
	public Explanation explain() {
		return this.view.cache().explainEntry(this.key);
	}

}
