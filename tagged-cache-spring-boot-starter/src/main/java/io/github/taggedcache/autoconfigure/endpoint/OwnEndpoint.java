package io.github.taggedcache.autoconfigure.endpoint;

import java.util.List;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;

/**
 * The endpoint of this library among those that are exposed over HTTP.
 */
final class OwnEndpoint {

	/** Before the mapping of all endpoints, which has -100. */
	static final int ORDER = -101;

	private static final EndpointId ID = EndpointId.of("taggedcache");

	private OwnEndpoint() {
	}

	/**
	 * The endpoint with the operations that its access allows.
	 * @return one, or none where it is not exposed over HTTP
	 */
	static List<ExposableWebEndpoint> in(WebEndpointsSupplier endpoints) {
		return endpoints.getEndpoints().stream().filter((endpoint) -> endpoint.getEndpointId().equals(ID)).toList();
	}

}
