package io.github.taggedcache.check;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.template.TemplateHints;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.RepeatableContainers;
import org.springframework.util.ClassUtils;

/**
 * Says, ahead of time, what the annotated methods of a bean reflect on.
 */
class AnnotatedMethodHints implements BeanRegistrationAotProcessor {

	private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(CacheTags.class, InvalidateTags.class,
			Cacheable.class, CachePut.class, Caching.class);

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> type = ClassUtils.getUserClass(registeredBean.getBeanClass());
		Set<Method> methods = new LinkedHashSet<>();
		ANNOTATIONS.forEach((annotation) -> methods.addAll(AnnotatedBeans.methods(type, annotation)));
		if (methods.isEmpty()) {
			return null;
		}
		ConfigurableListableBeanFactory beanFactory = registeredBean.getBeanFactory();
		return (context, code) -> {
			TemplateHints hints = new TemplateHints(context.getRuntimeHints().reflection(), beanFactory);
			methods.forEach((method) -> add(method, type, hints));
		};
	}

	private static void add(Method method, Class<?> type, TemplateHints hints) {
		hints.addCall(method, type);
		addTemplates(MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY,
				RepeatableContainers.standardRepeatables()), hints);
		addTemplates(MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY), hints);
	}

	private static void addTemplates(MergedAnnotations annotations, TemplateHints hints) {
		annotations.stream(CacheTags.class).forEach((tags) -> {
			hints.addTemplates(tags.getStringArray(MergedAnnotation.VALUE));
			hints.addCondition(tags.getString("batchKey"));
		});
		annotations.stream(InvalidateTags.class).forEach((tags) -> {
			hints.addTemplates(tags.getStringArray(MergedAnnotation.VALUE));
			hints.addCondition(tags.getString("condition"));
		});
	}

}
