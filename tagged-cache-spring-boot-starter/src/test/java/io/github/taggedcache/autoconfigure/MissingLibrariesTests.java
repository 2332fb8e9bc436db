package io.github.taggedcache.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Applications without the libraries that are optional. Each runs in a class loader that
 * really does not have them, so that a class of ours which needs one cannot be linked.
 */
class MissingLibrariesTests {

	private static final String[] REDIS = { "spring-boot-data-redis", "spring-data-redis", "spring-data-keyvalue",
			"lettuce-core", "netty-", "redis-authx" };

	private static final String[] SPRING_DATA = { "spring-data-commons", "spring-boot-data-commons",
			"spring-boot-persistence" };

	private static final String[] ACTUATOR = { "spring-boot-actuator", "spring-boot-health" };

	private static final String[] MICROMETER = { "spring-boot-micrometer", "micrometer-" };

	private static final String[] REACTOR = { "reactor-", "reactive-streams", "kotlinx-coroutines-reactive",
			"kotlinx-coroutines-reactor" };

	private static final String[] CONTEXT = { "context-propagation" };

	private static final String[] JACKSON = { "jackson-databind", "jackson-core", "spring-boot-jackson" };

	@Test
	void everythingIsThere() throws Exception {
		assertThat(run()).contains("taggedCacheEndpoint", "taggedcacheHealthIndicator",
				"taggedCacheMeterBinderProvider");
	}

	@Test
	void healthAndEndpointGoWithActuator() throws Exception {
		assertThat(run(ACTUATOR)).contains("cacheManager", "taggedCacheMeterBinderProvider")
			.doesNotContain("taggedCacheEndpoint", "taggedcacheHealthIndicator");
	}

	@Test
	void endpointStaysWithoutHealth() throws Exception {
		assertThat(run("spring-boot-health")).contains("cacheManager", "taggedCacheEndpoint")
			.doesNotContain("taggedcacheHealthIndicator");
	}

	@Test
	void metricsGoWithMicrometer() throws Exception {
		assertThat(run(MICROMETER)).contains("cacheManager").doesNotContain("taggedCacheMeterBinderProvider");
	}

	@Test
	void memoryNeedsNoRedis() throws Exception {
		assertThat(run(REDIS)).contains("cacheManager");
	}

	@Test
	void memoryNeedsNoSpringData() throws Exception {
		assertThat(run(REDIS, SPRING_DATA)).contains("cacheManager");
	}

	@Test
	void memoryNeedsNoReactor() throws Exception {
		assertThat(run(REDIS, REACTOR)).contains("cacheManager");
	}

	@Test
	void memoryNeedsNoContextPropagation() throws Exception {
		assertThat(run("context-propagation")).contains("cacheManager");
	}

	@Test
	void memoryNeedsNoAnnotationsOfJsr107() throws Exception {
		assertThat(run("cache-api")).contains("cacheManager");
	}

	@Test
	void memoryNeedsNothingOptional() throws Exception {
		assertThat(run(REDIS, SPRING_DATA, ACTUATOR, MICROMETER, REACTOR, CONTEXT)).contains("cacheManager");
	}

	@Test
	void missingRedisIsExplained() {
		assertThatExceptionOfType(InvocationTargetException.class)
			.isThrownBy(() -> run("--tagged-cache.store=redis", concatenated(REDIS)))
			.withStackTraceContaining("Add spring-boot-starter-data-redis, or set tagged-cache.store to memory.");
	}

	@Test
	void missingJacksonIsExplained() {
		assertThatExceptionOfType(InvocationTargetException.class).isThrownBy(() -> run(JACKSON))
			.withStackTraceContaining("Add spring-boot-starter-jackson, or define a ValueCodec bean.");
	}

	private static List<String> run(String[]... missing) throws Exception {
		return run("--tagged-cache.store=memory", concatenated(missing));
	}

	private static List<String> run(String missing) throws Exception {
		return run(new String[] { missing });
	}

	private static List<String> run(String argument, List<String> missing) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader classLoader = without(missing)) {
			thread.setContextClassLoader(classLoader);
			String[] arguments = { argument, "--spring.application.name=isolated", "--spring.main.banner-mode=off",
					"--management.endpoints.jmx.exposure.include=*", "--spring.jmx.enabled=true",
					"--spring.main.register-shutdown-hook=false",
					"--spring.autoconfigure.exclude=org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration" };
			Object names = classLoader.loadClass(IsolatedApplication.class.getName())
				.getMethod("run", String[].class)
				.invoke(null, (Object) arguments);
			return names.toString().lines().toList();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static List<String> concatenated(String[]... missing) {
		List<String> all = new ArrayList<>();
		for (String[] prefixes : missing) {
			all.addAll(List.of(prefixes));
		}
		return all;
	}

	private static URLClassLoader without(List<String> missing) throws IOException {
		List<URL> urls = new ArrayList<>();
		for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
			File file = new File(path);
			if (missing.stream().noneMatch(file.getName()::startsWith)) {
				urls.add(file.toURI().toURL());
			}
		}
		return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
	}

}
