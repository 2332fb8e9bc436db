package io.github.taggedcache.autoconfigure.endpoint;

import java.util.Map;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.endpoint.ErrorDescriptor;
import io.github.taggedcache.endpoint.ExplanationDescriptor;
import io.github.taggedcache.endpoint.FollowerDescriptor;
import io.github.taggedcache.endpoint.KeyDescriptor;
import io.github.taggedcache.endpoint.LogDescriptor;
import io.github.taggedcache.endpoint.TagDescriptor;
import io.github.taggedcache.endpoint.TaggedCacheEndpoint;
import io.github.taggedcache.testsupport.AotApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.jmx.JmxEndpointsSupplier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint of an application that is processed ahead of time.
 */
@CompileWithForkedClassLoader
class EndpointAheadOfTimeTests {

	private static final AotApplication APPLICATION = new AotApplication(Application.class,
			Map.of("tagged-cache.namespace", "ahead", "tagged-cache.store", "memory", "spring.jmx.enabled", "true",
					"management.endpoints.jmx.exposure.include", "taggedcache",
					"management.endpoints.web.exposure.include", "taggedcache"));

	@ParameterizedTest
	@ValueSource(classes = { TaggedCacheEndpoint.CachesDescriptor.class, TaggedCacheEndpoint.RegionDescriptor.class,
			TaggedCacheEndpoint.UnstorableDescriptor.class, TaggedCacheEndpoint.EventsDescriptor.class,
			FollowerDescriptor.class, KeyDescriptor.class, ExplanationDescriptor.class, Explanation.Near.class,
			Explanation.Stored.class, Explanation.TagState.class, Explanation.Invalidation.class,
			Explanation.NotStored.class, TagDescriptor.class, LogDescriptor.class, LogDescriptor.RecordDescriptor.class,
			LogDescriptor.NamedKey.class, ErrorDescriptor.class })
	void whatTheEndpointAnswersIsHinted(Class<?> descriptor) {
		RuntimeHints hints = APPLICATION.hints();
		assertThat(descriptor.getRecordComponents()).allSatisfy((component) -> assertThat(
				RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
			.accepts(hints));
	}

	@Test
	void generatedApplicationExplains() {
		APPLICATION.start((context) -> {
			context.getBean(TaggedCacheManager.class).getCache("articles").put(42, "value");
			assertThat(context.getBean(JmxEndpointsSupplier.class).getEndpoints()).singleElement()
				.satisfies((endpoint) -> assertThat(endpoint.getOperations())
					.filteredOn((operation) -> operation.getName().equals("explain"))
					.singleElement()
					.satisfies((explain) -> assertThat(explain
						.invoke(new InvocationContext(SecurityContext.NONE, Map.of("region", "articles", "key", "42"))))
						.isInstanceOf(KeyDescriptor.class)));
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ TaggedCacheEndpointAutoConfiguration.class, TaggedCacheAutoConfiguration.class,
			CacheAutoConfiguration.class, JacksonAutoConfiguration.class, JmxAutoConfiguration.class,
			EndpointAutoConfiguration.class, JmxEndpointAutoConfiguration.class })
	static class Application {

	}

}
