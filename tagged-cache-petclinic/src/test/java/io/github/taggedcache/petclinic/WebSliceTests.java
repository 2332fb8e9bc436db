package io.github.taggedcache.petclinic;

import java.io.UnsupportedEncodingException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.petclinic.WebSliceTests.Web;
import io.github.taggedcache.test.AutoConfigureTaggedCache;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import static io.github.taggedcache.test.TaggedCacheAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Caches in a slice of the web.
 */
@WebMvcTest(controllers = Web.class)
@AutoConfigureTaggedCache
@Import(Web.class)
class WebSliceTests {

	@Autowired
	MockMvcTester mvc;

	@Autowired
	TaggedCacheManager manager;

	@Test
	void secondRequestIsAnsweredFromTheCache() throws UnsupportedEncodingException {
		assertThat(body("/greetings/mia")).startsWith("Hello mia").isEqualTo(body("/greetings/mia"));
		assertThat(this.manager.getCache("greetings")).entry("mia").isHit().hasOnlyTags("greeting:mia");
	}

	@Test
	void changeInvalidates() throws UnsupportedEncodingException {
		String first = body("/greetings/mia");
		assertThat(this.mvc.put().uri("/greetings/mia")).hasStatus(HttpStatus.NO_CONTENT);
		assertThat(this.manager.getCache("greetings")).entry("mia").isMissBecauseOfTag("greeting:mia");
		assertThat(body("/greetings/mia")).isNotEqualTo(first);
	}

	private String body(String uri) throws UnsupportedEncodingException {
		return this.mvc.get().uri(uri).exchange().getMvcResult().getResponse().getContentAsString();
	}

	/**
	 * Not annotated: the application, which scans this package, must not find it.
	 */
	static class Web {

		@Bean
		Texts texts() {
			return new Texts();
		}

		@Bean
		RouterFunction<ServerResponse> routes(Texts texts) {
			return RouterFunctions.route()
				.GET("/greetings/{name}",
						(request) -> ServerResponse.ok().body(texts.greeting(request.pathVariable("name"))))
				.PUT("/greetings/{name}", (request) -> {
					texts.change(request.pathVariable("name"));
					return ServerResponse.noContent().build();
				})
				.build();
		}

	}

	static class Texts {

		private final AtomicInteger loads = new AtomicInteger();

		@Cacheable("greetings")
		@CacheTags("greeting:#{#name}")
		public String greeting(String name) {
			return "Hello " + name + " " + this.loads.incrementAndGet();
		}

		@InvalidateTags("greeting:#{#name}")
		public void change(String name) {
		}

	}

}
