package io.github.taggedcache.autoconfigure.endpoint;

import java.security.Principal;
import java.util.Map;
import java.util.Set;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.endpoint.ExplanationDescriptor;
import io.github.taggedcache.endpoint.KeyDescriptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who sees keys over HTTP.
 */
class ShowKeysTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheEndpointAutoConfiguration.class,
				TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class, EndpointAutoConfiguration.class,
				WebEndpointAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.store=memory", "tagged-cache.namespace=shop",
				"tagged-cache.caches.articles.time-to-live=10m",
				"management.endpoints.web.exposure.include=taggedcache");

	@Test
	void keysAreNotShownByDefault() {
		this.contextRunner.run((context) -> assertThat(key(context, new User(Set.of()))).startsWith("#"));
	}

	@ParameterizedTest
	@CsvSource({ "never, '', false", "never, ADMIN, false", "when-authorized, '', false",
			"when-authorized, USER, false", "when-authorized, ADMIN, true", "always, '', true" })
	void keysAreShownToWhoHasARole(String show, String role, boolean shown) {
		this.contextRunner
			.withPropertyValues("management.endpoint.taggedcache.show-keys=" + show,
					"management.endpoint.taggedcache.roles=ADMIN,OPERATOR")
			.run((context) -> assertThat(key(context, new User(Set.of(role))).equals("42")).isEqualTo(shown));
	}

	@Test
	void withoutRolesWhoeverIsAuthenticatedIsAuthorized() {
		this.contextRunner.withPropertyValues("management.endpoint.taggedcache.show-keys=when-authorized")
			.run((context) -> {
				assertThat(key(context, new User(Set.of()))).isEqualTo("42");
				assertThat(key(context, SecurityContext.NONE)).startsWith("#");
			});
	}

	private static String key(BeanFactory context, SecurityContext user) {
		context.getBean(TaggedCacheManager.class).getCache("articles").put(42, "value");
		WebOperation explain = context.getBean(WebEndpointsSupplier.class)
			.getEndpoints()
			.stream()
			.flatMap((endpoint) -> endpoint.getOperations().stream())
			.filter((operation) -> operation.getType() == OperationType.READ)
			.filter((operation) -> operation.getId().equals("taggedcache-region-key"))
			.findFirst()
			.orElseThrow();
		WebEndpointResponse<?> response = (WebEndpointResponse<?>) explain
			.invoke(new InvocationContext(user, Map.of("region", "articles", "key", "42")));
		assertThat(response).isNotNull();
		return ((KeyDescriptor) response.getBody()).explanations()
			.stream()
			.map(ExplanationDescriptor::key)
			.findFirst()
			.orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	/**
	 * Somebody who is authenticated.
	 *
	 * @param roles the roles of the user
	 */
	private record User(Set<String> roles) implements SecurityContext {

		@Override
		public @Nullable Principal getPrincipal() {
			return () -> "user";
		}

		@Override
		public boolean isUserInRole(String role) {
			return this.roles.contains(role);
		}

	}

}
