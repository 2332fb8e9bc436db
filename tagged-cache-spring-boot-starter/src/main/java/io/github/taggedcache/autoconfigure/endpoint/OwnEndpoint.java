package io.github.taggedcache.autoconfigure.endpoint;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

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
	 * @return a list of one; empty if the endpoint is not exposed over HTTP
	 */
	static List<ExposableWebEndpoint> in(WebEndpointsSupplier endpoints) {
		return endpoints.getEndpoints().stream().filter((endpoint) -> endpoint.getEndpointId().equals(ID)).toList();
	}

	/**
	 * The method of a handler of writes. Spring MVC and WebFlux call it with the request
	 * and the body.
	 */
	static Method handlerMethod(Class<?> handler, Class<?> request) {
		Method method = ReflectionUtils.findMethod(handler, "handle", request, Map.class);
		Assert.state(method != null, "There is no method 'handle'");
		return method;
	}

}
