package io.github.taggedcache.endpoint;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * The endpoint over HTTP, which says by its status that a region is not known.
 */
@EndpointWebExtension(endpoint = TaggedCacheEndpoint.class)
public final class TaggedCacheEndpointWebExtension {

	private final TaggedCacheEndpoint endpoint;

	/**
	 * Creates an extension.
	 * @param endpoint the endpoint
	 */
	public TaggedCacheEndpointWebExtension(TaggedCacheEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Evicts a key on all nodes, from their memory and from the store. The text may stand
	 * for more than one key, and then all of them are evicted: the text itself, the whole
	 * number or UUID that it spells, and the key whose stored form it is. One round trip
	 * for each.
	 * @param region the name of the region
	 * @param key the text of the key; a query parameter of this name counts before the
	 * path, for texts with a slash
	 * @return 204, or 404 where this node does not know the region
	 */
	@DeleteOperation
	public WebEndpointResponse<Void> evict(@Selector String region, @Selector String key) {
		boolean known = this.endpoint.evict(region, key);
		return new WebEndpointResponse<>(
				known ? WebEndpointResponse.STATUS_NO_CONTENT : WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
