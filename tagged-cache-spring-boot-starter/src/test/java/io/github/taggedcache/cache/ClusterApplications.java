package io.github.taggedcache.cache;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RedisCluster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts applications on a Redis Cluster that the tests of a class share.
 */
final class ClusterApplications implements BeforeAllCallback, AfterAllCallback {

	private @Nullable RedisCluster cluster;

	@Override
	public void beforeAll(ExtensionContext context) {
		this.cluster = RedisCluster.start();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		cluster().close();
	}

	private RedisCluster cluster() {
		if (this.cluster == null) {
			throw new IllegalStateException("not started");
		}
		return this.cluster;
	}

	List<EmbeddedRedis> servers() {
		return cluster().servers();
	}

	/**
	 * Starts an application, in a namespace of its own if no property names one.
	 */
	ConfigurableApplicationContext start(String consistency, String... properties) {
		String nodes = cluster().nodes().stream().map(URI::getAuthority).collect(Collectors.joining(","));
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("tagged-cache.namespace=" + UUID.randomUUID(), "spring.data.redis.cluster.nodes=" + nodes,
					"spring.jmx.enabled=false", "spring.main.banner-mode=off",
					"tagged-cache.consistency=" + consistency, "tagged-cache.command-timeout=20s")
			.properties(properties)
			.run();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

	}

}
