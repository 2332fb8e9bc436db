package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.autoconfigure.TaggedCacheProperties.Store;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.redis.KeyLayout;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Chooses the namespace: the one configured, else the application's name.
 */
final class NamespaceName {

	/** For the memory of one process, which no other application shares. */
	private static final String IN_MEMORY = "application";

	private NamespaceName() {
	}

	static KeyLayout layout(TaggedCacheProperties properties, Environment environment) {
		String name = choose(properties, environment);
		try {
			return new KeyLayout(name);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("tagged-cache.namespace", name,
					ex.getMessage() + ". It defaults to spring.application.name.");
		}
	}

	private static String choose(TaggedCacheProperties properties, Environment environment) {
		String configured = properties.getNamespace();
		if (StringUtils.hasText(configured)) {
			return configured;
		}
		String application = environment.getProperty("spring.application.name");
		if (StringUtils.hasText(application)) {
			return application;
		}
		if (properties.getStore() == Store.MEMORY) {
			return IN_MEMORY;
		}
		throw new SetupException(
				"Tagged caches need a name for what they keep in Redis, but neither spring.application.name nor"
						+ " tagged-cache.namespace is set: applications without a name would share their entries.",
				"Set spring.application.name, or tagged-cache.namespace where services of different names share"
						+ " invalidations.");
	}

}
