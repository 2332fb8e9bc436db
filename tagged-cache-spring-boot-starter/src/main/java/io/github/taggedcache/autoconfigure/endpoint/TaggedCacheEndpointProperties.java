package io.github.taggedcache.autoconfigure.endpoint;

import java.util.HashSet;
import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the endpoint for tagged caches.
 */
@ConfigurationProperties("management.endpoint.taggedcache")
public class TaggedCacheEndpointProperties {

	/**
	 * When to show keys of entries. Where they are not shown, a hash stands for each.
	 */
	private Show showKeys = Show.NEVER;

	/**
	 * Roles used to determine whether a user is authorized to be shown keys. When empty,
	 * all authenticated users are authorized.
	 */
	private final Set<String> roles = new HashSet<>();

	public Show getShowKeys() {
		return this.showKeys;
	}

	public void setShowKeys(Show showKeys) {
		this.showKeys = showKeys;
	}

	public Set<String> getRoles() {
		return this.roles;
	}

}
