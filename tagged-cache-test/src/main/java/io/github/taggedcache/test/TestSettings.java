package io.github.taggedcache.test;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * What {@link AutoConfigureTaggedCache} sets. Counts before all other properties.
 *
 * @param store where the entries lie
 * @param onUnstorableValue what becomes of a value that cannot be stored
 */
record TestSettings(AutoConfigureTaggedCache.Store store,
		AutoConfigureTaggedCache.OnUnstorableValue onUnstorableValue) implements ContextCustomizer {

	private static final String NAME = "@AutoConfigureTaggedCache";

	/** Properties that a test itself sets, on its class or by a method. */
	private static final List<String> SOURCES_OF_TESTS = List
		.of(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME, "Dynamic Test Properties");

	static TestSettings of(AutoConfigureTaggedCache annotation) {
		return new TestSettings(annotation.store(), annotation.onUnstorableValue());
	}

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		ConfigurableEnvironment environment = context.getEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource(NAME, properties()));
		context.addBeanFactoryPostProcessor((beanFactory) -> check(environment, mergedConfig.getTestClass()));
	}

	private Map<String, Object> properties() {
		return Map.of("tagged-cache.store", text(this.store), "tagged-cache.on-unstorable-value",
				text(this.onUnstorableValue));
	}

	private void check(ConfigurableEnvironment environment, Class<?> test) {
		for (String source : SOURCES_OF_TESTS) {
			PropertySource<?> properties = environment.getPropertySources().get(source);
			if (properties != null) {
				check(properties, test, "tagged-cache.store", this.store, "store");
				check(properties, test, "tagged-cache.on-unstorable-value", this.onUnstorableValue,
						"onUnstorableValue");
			}
		}
	}

	private static void check(PropertySource<?> properties, Class<?> test, String name, Enum<?> set, String attribute) {
		Iterable<ConfigurationPropertySource> sources = ConfigurationPropertySources.from(properties);
		String other = new Binder(sources).bind(name, String.class).orElse(text(set));
		if (!other.equalsIgnoreCase(text(set))) {
			throw new IllegalStateException(
					"%s sets the property %s=%s, but its %s sets %s. Take the property away, or write %s(%s = %s)"
						.formatted(test.getName(), name, other, NAME, text(set), NAME, attribute,
								other.toUpperCase(Locale.ROOT)));
		}
	}

	private static String text(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
