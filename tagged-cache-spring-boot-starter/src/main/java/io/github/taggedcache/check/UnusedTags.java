package io.github.taggedcache.check;

import java.lang.annotation.Annotation;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.taggedcache.cache.CacheRegions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Warns once that tag annotations do nothing, in an application whose cache manager is
 * not the one of this library.
 */
public final class UnusedTags implements BeanPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(UnusedTags.class);

	private final String cause;

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Creates it.
	 * @param cause which manager is used, and why: part of a sentence
	 */
	public UnusedTags(String cause) {
		this.cause = cause;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!this.warned.get()) {
			for (Class<? extends Annotation> annotation : AnnotatedBeans.annotations()) {
				AnnotatedBeans.methodsOf(bean, annotation)
					.stream()
					.findFirst()
					.ifPresent(
							(method) -> warn(annotation, AnnotatedBeans.describe(method, AnnotatedBeans.typeOf(bean))));
			}
		}
		return bean;
	}

	private void warn(Class<? extends Annotation> annotation, String method) {
		if (this.warned.compareAndSet(false, true)) {
			logger.warn("@{} on {} has no effect, and no other tag annotation of this application has: {}."
					+ " To have tags beside that cache manager, set tagged-cache.secondary to true and name"
					+ " cacheManager = \"{}\" in the @Cacheable of tagged methods; to have them everywhere,"
					+ " remove that cache manager. Set tagged-cache.enabled to false if tags are to do nothing.",
					annotation.getSimpleName(), method, this.cause, CacheRegions.OWN_NAME);
		}
	}

}
