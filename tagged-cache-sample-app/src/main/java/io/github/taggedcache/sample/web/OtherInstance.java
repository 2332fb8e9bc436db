package io.github.taggedcache.sample.web;

import java.io.IOException;
import java.net.URI;

import io.github.taggedcache.sample.stage.Node;
import io.github.taggedcache.sample.stage.Stage;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Hands requests on to the other instance, and to nobody else: so the page needs one port
 * only, and no permission to ask another origin.
 */
@RestController
class OtherInstance {

	private final Stage stage;

	private final Node other;

	private final RestClient client = RestClient.create();

	OtherInstance(Stage stage, Node node) {
		this.stage = stage;
		this.other = node.other();
	}

	@RequestMapping("/other/{*path}")
	ResponseEntity<byte[]> forward(@PathVariable String path, HttpMethod method, HttpServletRequest request,
			@RequestBody(required = false) byte @Nullable [] body) {
		URI uri = UriComponentsBuilder.fromUriString("http://127.0.0.1")
			.port(this.stage.port(this.other))
			.path("/api" + path)
			.query(request.getQueryString())
			.encode()
			.build()
			.toUri();
		RestClient.RequestBodySpec onward = this.client.method(method).uri(uri);
		if (body != null) {
			onward.contentType(MediaType.APPLICATION_JSON).body(body);
		}
		return onward.exchange((sent, answer) -> answer(answer));
	}

	private static ResponseEntity<byte[]> answer(RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse answer)
			throws IOException {
		ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.getStatusCode());
		MediaType type = answer.getHeaders().getContentType();
		if (type != null) {
			response.header(HttpHeaders.CONTENT_TYPE, type.toString());
		}
		return response.body(answer.getBody().readAllBytes());
	}

}
