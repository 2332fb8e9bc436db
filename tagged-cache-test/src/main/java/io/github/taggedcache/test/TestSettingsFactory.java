package io.github.taggedcache.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * {@link ContextCustomizerFactory} of tests with {@link AutoConfigureTaggedCache}.
 */
final class TestSettingsFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		AutoConfigureTaggedCache annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass,
				AutoConfigureTaggedCache.class);
		return (annotation != null) ? TestSettings.of(annotation) : null;
	}

}
