package io.github.taggedcache.tenant;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.key.TenantKey;
import org.jspecify.annotations.Nullable;

/**
 * The tenant of one call, and what keys and tags it makes of those that the call names.
 *
 * @param name the name of the tenant; null where there is none
 */
public record Tenant(@Nullable String name) {

	/** Keys and tags are what the call names. */
	public static final Tenant NONE = new Tenant(null);

	/**
	 * The key of this tenant.
	 * @param key the key as the call names it, or one of a tenant already
	 * @return the key
	 */
	public Object key(Object key) {
		return (this.name != null && !(key instanceof TenantKey)) ? new TenantKey(this.name, key) : key;
	}

	/**
	 * The tag of this tenant.
	 * @param tag a valid tag
	 * @return the tag as entries carry it
	 */
	public String tag(String tag) {
		return (this.name != null) ? TagName.ofTenant(this.name, tag) : tag;
	}

	/**
	 * The tags of this tenant.
	 * @param tags valid tags
	 * @return the tags as entries carry them, in the same order
	 */
	public Set<String> tags(Collection<String> tags) {
		Set<String> named = new LinkedHashSet<>();
		tags.forEach((tag) -> named.add(tag(tag)));
		return named;
	}

}
