package io.github.taggedcache.endpoint;

import java.util.Collection;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * A request names a region that this node does not have.
 */
final class UnknownRegionException extends InvalidEndpointRequestException {

	private static final long serialVersionUID = 1L;

	UnknownRegionException(String region, Collection<String> regions) {
		this("This node has no region '" + region + "'; it has " + regions);
	}

	private UnknownRegionException(String reason) {
		super(reason, reason);
	}

}
