package io.github.taggedcache.autoconfigure.endpoint;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.endpoint.TaggedCacheEndpoint;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.webflux.actuate.endpoint.web.AbstractWebFluxEndpointHandlerMapping;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.server.ServerWebExchange;

/**
 * Maps {@link TaggedCacheEndpoint} over WebFlux, as {@link WebMvcEndpointMapping} does
 * over Spring MVC and for the same reason. The two share no code: each overrides a class
 * of its own framework, with operations and mappings of that framework's types.
 */
final class WebFluxEndpointMapping extends AbstractWebFluxEndpointHandlerMapping {

	private @Nullable ReactiveWebOperation writing;

	WebFluxEndpointMapping(String basePath, List<ExposableWebEndpoint> endpoints, EndpointMediaTypes mediaTypes,
			@Nullable CorsConfiguration cors) {
		super(new EndpointMapping(basePath), endpoints, mediaTypes, cors, false);
		setOrder(OwnEndpoint.ORDER);
	}

	/**
	 * Called for each operation, right before its handler is registered.
	 */
	@Override
	protected ReactiveWebOperation wrapReactiveWebOperation(ExposableWebEndpoint endpoint, WebOperation operation,
			ReactiveWebOperation reactiveWebOperation) {
		this.writing = (operation.getType() == OperationType.WRITE) ? reactiveWebOperation : null;
		return reactiveWebOperation;
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
	private record WriteHandler(ReactiveWebOperation operation) {

		private static final Method METHOD = OwnEndpoint.handlerMethod(WriteHandler.class, ServerWebExchange.class);

		@ResponseBody
		@SuppressWarnings({ "unchecked", "rawtypes", "UnusedMethod" }) // Spring calls it;
																		// values are
																		// copied
		Mono<ResponseEntity<Object>> handle(ServerWebExchange exchange,
				@RequestBody(required = false) @Nullable Map<String, Object> body) {
			return this.operation.handle(exchange, (Map) body);
		}

		@Override
		public String toString() {
			return this.operation.toString();
		}

	}

}
