package io.github.taggedcache.check;

import java.lang.annotation.Annotation;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Fails the start of an application that annotates methods with tags but does not enable
 * caching. The annotations would silently do nothing.
 */
public final class MissingCaching implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		for (Class<? extends Annotation> annotation : AnnotatedBeans.annotations()) {
			AnnotatedBeans.methodsOf(bean, annotation).stream().findFirst().ifPresent((method) -> {
				throw new SetupException(
						"@" + annotation.getSimpleName() + " on "
								+ AnnotatedBeans.describe(method, AnnotatedBeans.typeOf(bean))
								+ " has no effect, because caching is not enabled.",
						"Add @EnableCaching to a configuration class, or set tagged-cache.enabled to false.");
			});
		}
		return bean;
	}

}
