package io.github.taggedcache.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.converter.Converter;

/**
 * Finds the converters of cache keys among the beans of an application.
 */
public final class KeyConverters {

	private KeyConverters() {
	}

	/**
	 * Return the {@code Converter<T, String>} beans of a bean factory and its ancestors.
	 * {@code T} is taken from the bean definition (the return type of a {@code @Bean}
	 * method, say), or else from the class of the bean. A bean is left out if {@code T}
	 * is
	 * <ul>
	 * <li>unknown, as for a lambda behind a plain {@code Converter<?, ?>},</li>
	 * <li>{@code Object}, since that says nothing about the keys it is meant for,</li>
	 * <li>a type with arguments, such as {@code List<Tag>}: a key at hand does not tell
	 * what it is a list of. {@code List<?>} is fine.</li>
	 * </ul>
	 * @param beanFactory the bean factory
	 * @return the converters
	 */
	public static List<KeyConverter<?>> from(ListableBeanFactory beanFactory) {
		List<KeyConverter<?>> converters = new ArrayList<>();
		// Without initialising factory beans only to learn what they make
		for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, Converter.class, true,
				false)) {
			KeyConverter<?> converter = find(beanFactory, name);
			if (converter != null) {
				converters.add(converter);
			}
		}
		return List.copyOf(converters);
	}

	private static @Nullable KeyConverter<?> find(ListableBeanFactory beanFactory, String name) {
		ResolvableType declared = declaredType(beanFactory, name);
		if (isKnown(declared)) {
			return isOfKeys(declared) ? converter(declared, beanFactory.getBean(name, Converter.class)) : null;
		}
		Converter<?, ?> bean = beanFactory.getBean(name, Converter.class);
		ResolvableType actual = ResolvableType.forClass(Converter.class, AopUtils.getTargetClass(bean));
		return (isKnown(actual) && isOfKeys(actual)) ? converter(actual, bean) : null;
	}

	private static ResolvableType declaredType(ListableBeanFactory beanFactory, String name) {
		if (beanFactory instanceof ApplicationContext context
				&& context.getAutowireCapableBeanFactory() instanceof ListableBeanFactory own) {
			return declaredType(own, name);
		}
		if (beanFactory instanceof ConfigurableBeanFactory configurable) {
			try {
				return configurable.getMergedBeanDefinition(name).getResolvableType().as(Converter.class);
			}
			catch (NoSuchBeanDefinitionException ex) {
				// A singleton that was registered as an instance has no definition
				return ResolvableType.NONE;
			}
		}
		return ResolvableType.NONE;
	}

	private static boolean isKnown(ResolvableType converterType) {
		return converterType.getGeneric(0).resolve() != null && converterType.getGeneric(1).resolve() != null;
	}

	private static boolean isOfKeys(ResolvableType converterType) {
		ResolvableType source = converterType.getGeneric(0);
		return converterType.getGeneric(1).resolve() == String.class && source.resolve() != Object.class
				&& Arrays.stream(source.getGenerics()).noneMatch((argument) -> argument.resolve() != null);
	}

	@SuppressWarnings("unchecked")
	private static KeyConverter<Object> converter(ResolvableType converterType, Converter<?, ?> bean) {
		Class<?> source = converterType.getGeneric(0).toClass();
		return new KeyConverter<>((Class<Object>) source, (Converter<Object, String>) bean);
	}

}
