package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.core.name.KeyLayout;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Chooses the namespace: the one configured, else the application's name.
 */
final class NamespaceName {

	private static final String FALLBACK = "application";

	private NamespaceName() {
	}

	static KeyLayout layout(TaggedCacheProperties properties, Environment environment) {
		String name = choose(properties.getNamespace(), environment.getProperty("spring.application.name"));
		try {
			return new KeyLayout(name);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("tagged-cache.namespace", name,
					ex.getMessage() + ". It defaults to spring.application.name.");
		}
	}

	private static String choose(@Nullable String configured, @Nullable String application) {
		if (StringUtils.hasText(configured)) {
			return configured;
		}
		return StringUtils.hasText(application) ? application : FALLBACK;
	}

}
