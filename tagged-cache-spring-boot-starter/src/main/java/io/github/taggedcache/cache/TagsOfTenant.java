package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;

import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * The tags that a call declares, as those of its tenant.
 *
 * @param tenant the tenant
 * @param declared the tags as the call names them
 */
record TagsOfTenant(Tenant tenant, DeclaredTags declared) implements DeclaredTags {

	/**
	 * Tags as a tenant stores them. Without a tenant they stay what they are.
	 */
	static DeclaredTags of(Tenant tenant, DeclaredTags declared) {
		return (!tenant.equals(Tenant.NONE)) ? new TagsOfTenant(tenant, declared) : declared;
	}

	/**
	 * The same templates give other tags for each tenant.
	 */
	@Override
	public long templates() {
		return UNKNOWN_TEMPLATES;
	}

	@Override
	public List<String> callTags() {
		return List.copyOf(this.tenant.tags(this.declared.callTags()));
	}

	@Override
	public Collection<String> tags(@Nullable Object value) {
		return this.tenant.tags(this.declared.tags(value));
	}

	/**
	 * Only tags that no value changes are known without one.
	 */
	@Override
	public boolean areAmong(List<String> tags) {
		return this.declared instanceof LiteralTags && new HashSet<>(tags).containsAll(callTags());
	}

}
