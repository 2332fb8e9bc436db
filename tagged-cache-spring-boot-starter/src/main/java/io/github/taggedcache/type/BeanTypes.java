package io.github.taggedcache.type;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The classes of the beans of an application, but for Spring's own. No bean is made to
 * find them.
 */
public final class BeanTypes {

	private static final Logger logger = LoggerFactory.getLogger(BeanTypes.class);

	private BeanTypes() {
	}

	/**
	 * Searches the classes of beans. A class that cannot be searched is left out.
	 * @param beanFactory knows the beans
	 * @param search searches one class, that behind a proxy
	 */
	public static void search(ConfigurableListableBeanFactory beanFactory, Consumer<Class<?>> search) {
		for (String name : beanFactory.getBeanDefinitionNames()) {
			Class<?> type = typeOf(name, beanFactory);
			if (type != null && !type.getName().startsWith("org.springframework.")) {
				search(name, type, search);
			}
		}
	}

	private static void search(String name, Class<?> type, Consumer<Class<?>> search) {
		try {
			search.accept(type);
		}
		catch (RuntimeException | LinkageError ex) {
			// A class of an optional library may be missing; nobody can call such a bean
			logger.debug("Bean '{}' was not searched for annotated methods", name, ex);
		}
	}

	/**
	 * If the bean was not made yet, its definition says the class.
	 */
	private static @Nullable Class<?> typeOf(String name, ConfigurableListableBeanFactory beanFactory) {
		BeanDefinition definition = beanFactory.getMergedBeanDefinition(name);
		if (definition.isAbstract()) {
			return null;
		}
		return (definition.getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE) instanceof Class<?> target)
				? target : beanFactory.getType(name, false);
	}

}
