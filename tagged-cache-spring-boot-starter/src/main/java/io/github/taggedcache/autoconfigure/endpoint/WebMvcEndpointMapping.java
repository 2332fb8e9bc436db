package io.github.taggedcache.autoconfigure.endpoint;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.endpoint.TaggedCacheEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * Maps {@link TaggedCacheEndpoint} over Spring MVC. Boot's own mapping reads the body of
 * a write operation as a map of texts, and refuses the list in {@code {"tags":
 * ["author:42"]}}. This mapping reads a map of any values.
 */
final class WebMvcEndpointMapping extends AbstractWebMvcEndpointHandlerMapping {

	private @Nullable ServletWebOperation writing;

	WebMvcEndpointMapping(String basePath, List<ExposableWebEndpoint> endpoints, EndpointMediaTypes mediaTypes,
			@Nullable CorsConfiguration cors) {
		super(new EndpointMapping(basePath), endpoints, mediaTypes, cors, false);
		setOrder(OwnEndpoint.ORDER);
	}

	/**
	 * Called for each operation, right before its handler is registered.
	 */
	@Override
	protected ServletWebOperation wrapServletWebOperation(ExposableWebEndpoint endpoint, WebOperation operation,
			ServletWebOperation servletWebOperation) {
		this.writing = (operation.getType() == OperationType.WRITE) ? servletWebOperation : null;
		return servletWebOperation;
	}

	@Override
	public void registerMapping(RequestMappingInfo mapping, Object handler, Method method) {
		if (this.writing != null) {
			super.registerMapping(mapping, new WriteHandler(this.writing), WriteHandler.METHOD);
		}
		else {
			super.registerMapping(mapping, handler, method);
		}
	}

	@Override
	protected LinksHandler getLinksHandler() {
		throw new IllegalStateException("The links are those of Boot's mapping");
	}

	/**
	 * Hands the body to the operation, which converts each value as it converts those of
	 * a query string.
	 *
	 * @param operation the operation
	 */
	private record WriteHandler(ServletWebOperation operation) {

		private static final Method METHOD = OwnEndpoint.handlerMethod(WriteHandler.class, HttpServletRequest.class);

		@ResponseBody
		@SuppressWarnings({ "unchecked", "rawtypes", "UnusedMethod" }) // Spring calls it;
																		// values are
																		// copied
		@Nullable Object handle(HttpServletRequest request, @RequestBody(required = false) @Nullable Map<String, Object> body) {
			return this.operation.handle(request, (Map) body);
		}

		@Override
		public String toString() {
			return this.operation.toString();
		}

	}

}
