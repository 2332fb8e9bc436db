package io.github.taggedcache.check;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * Warns once, at the start, if methods with tags return JPA entities while one
 * persistence context spans each web request. A method that is called late in a request
 * may return an entity that was read early in it, before an invalidation. The load token
 * of the call does not tell that.
 */
public final class OpenInView implements SmartInitializingSingleton {

	private static final String ENTITY = "jakarta.persistence.Entity";

	private static final String PACKAGE = "org.springframework.orm.jpa.support.";

	private static final List<String> OPENERS = List.of(PACKAGE + "OpenEntityManagerInViewInterceptor",
			PACKAGE + "OpenEntityManagerInViewFilter");

	private static final Logger logger = LoggerFactory.getLogger(OpenInView.class);

	private final Collection<String> methods = new ConcurrentSkipListSet<>();

	private final ListableBeanFactory beanFactory;

	/**
	 * Creates it.
	 * @param beanFactory says whether a persistence context spans web requests
	 */
	public OpenInView(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Takes note of a method with tags that caches.
	 */
	void tagged(Method method, Class<?> type) {
		if (holdsEntity(ResolvableType.forMethodReturnType(method, type), new ArrayList<>())) {
			this.methods.add(AnnotatedBeans.describe(method, type));
		}
	}

	private static boolean holdsEntity(ResolvableType type, List<ResolvableType> seen) {
		if (seen.contains(type)) {
			return false;
		}
		seen.add(type);
		return isEntity(type.resolve(Object.class)) || (type.isArray() && holdsEntity(type.getComponentType(), seen))
				|| Stream.of(type.getGenerics()).anyMatch((generic) -> holdsEntity(generic, seen));
	}

	private static boolean isEntity(Class<?> type) {
		return MergedAnnotations.from(type, SearchStrategy.SUPERCLASS).isPresent(ENTITY);
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.methods.isEmpty() && OPENERS.stream().anyMatch(this::isBean)) {
			logger.warn("spring.jpa.open-in-view is on, and methods with tags return entities: {}. A persistence"
					+ " context that spans a whole request may give them an entity that is older than an invalidation,"
					+ " and it would be cached. Set spring.jpa.open-in-view to false, or have these methods"
					+ " return records", this.methods);
		}
	}

	private boolean isBean(String type) {
		ClassLoader classLoader = OpenInView.class.getClassLoader();
		return ClassUtils.isPresent(type, classLoader) && this.beanFactory
			.getBeanNamesForType(ClassUtils.resolveClassName(type, classLoader), true, false).length > 0;
	}

}
