package io.github.taggedcache.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Finds what an application says to the cache managers of Spring Boot while ours is in
 * their place: properties and beans that nobody reads. The documentation's page on
 * migrating has the same list.
 */
final class IgnoredSettings {

	private static final Logger logger = LoggerFactory.getLogger(IgnoredSettings.class);

	private static final String NOTHING = "there is no counterpart";

	private static final String BY_CACHE = "set tagged-cache.defaults.* and tagged-cache.caches.<name>.*, or define a"
			+ " RegionCustomizer bean";

	private static final Map<String, String> PROPERTIES = properties();

	private static final Map<String, String> BEANS = beans();

	private IgnoredSettings() {
	}

	private static Map<String, String> properties() {
		Map<String, String> remedies = new LinkedHashMap<>();
		remedies.put("spring.cache.cache-names",
				"name caches below tagged-cache.caches; tagged-cache.dynamic-caches=false allows no others");
		remedies.put("spring.cache.redis.time-to-live", "set tagged-cache.defaults.time-to-live");
		remedies.put("spring.cache.redis.cache-null-values", "set tagged-cache.defaults.cache-null-values");
		remedies.put("spring.cache.redis.key-prefix", "set tagged-cache.namespace");
		remedies.put("spring.cache.redis.use-key-prefix", "keys always begin with tagged-cache.namespace");
		remedies.put("spring.cache.redis.enable-statistics", "statistics are always kept");
		remedies.put("spring.cache.caffeine.spec",
				"set tagged-cache.defaults.near-cache.maximum-size and tagged-cache.defaults.time-to-live");
		remedies.put("spring.cache.couchbase.expiration", "set tagged-cache.defaults.time-to-live");
		remedies.put("spring.cache.infinispan.config", NOTHING);
		remedies.put("spring.cache.jcache.config", NOTHING);
		remedies.put("spring.cache.jcache.provider", NOTHING);
		return remedies;
	}

	private static Map<String, String> beans() {
		String boot = "org.springframework.boot.cache.autoconfigure.";
		Map<String, String> remedies = new LinkedHashMap<>();
		remedies.put("org.springframework.data.redis.cache.RedisCacheConfiguration", BY_CACHE);
		remedies.put(boot + "RedisCacheManagerBuilderCustomizer", BY_CACHE);
		remedies.put("com.github.benmanes.caffeine.cache.Caffeine", BY_CACHE);
		remedies.put("com.github.benmanes.caffeine.cache.CaffeineSpec", BY_CACHE);
		remedies.put(boot + "Cache2kBuilderCustomizer", BY_CACHE);
		remedies.put(boot + "CouchbaseCacheManagerBuilderCustomizer", BY_CACHE);
		remedies.put(boot + "JCacheManagerCustomizer", BY_CACHE);
		remedies.put(boot + "JCachePropertiesCustomizer", BY_CACHE);
		return remedies;
	}

	static void warnOf(Environment environment, ListableBeanFactory beanFactory) {
		List<String> ignored = find(environment, beanFactory);
		if (!ignored.isEmpty()) {
			logger.warn("Tagged caches do not use {}. The page 'migrating' of the documentation has all counterparts.",
					String.join("; ", ignored));
		}
	}

	private static List<String> find(Environment environment, ListableBeanFactory beanFactory) {
		List<String> ignored = new ArrayList<>();
		Binder binder = Binder.get(environment);
		PROPERTIES.forEach((property, remedy) -> {
			if (binder.bind(property, Bindable.listOf(String.class)).isBound()) {
				ignored.add(property + " (" + remedy + ")");
			}
		});
		BEANS.forEach((type, remedy) -> {
			for (String name : beanNames(type, beanFactory)) {
				ignored.add("the " + ClassUtils.getShortName(type) + " bean '" + name + "' (" + remedy + ")");
			}
		});
		return ignored;
	}

	private static String[] beanNames(String type, ListableBeanFactory beanFactory) {
		ClassLoader classLoader = IgnoredSettings.class.getClassLoader();
		return ClassUtils.isPresent(type, classLoader)
				? beanFactory.getBeanNamesForType(ClassUtils.resolveClassName(type, classLoader), true, false)
				: new String[0];
	}

}
