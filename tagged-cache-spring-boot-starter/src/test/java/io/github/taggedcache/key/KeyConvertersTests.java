package io.github.taggedcache.key;

import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.convert.converter.Converter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyConverters}.
 */
class KeyConvertersTests {

	@Test
	void lambdaOfABeanMethodHasTheTypeOfTheMethod() {
		try (GenericApplicationContext context = contextOf(Lambdas.class)) {
			assertThat(types(context)).containsExactlyInAnyOrder(Locale.class, Currency.class);
			KeyText keyText = new KeyText(KeyConverters.from(context));
			assertThat(keyText.of(Locale.GERMANY)).isEqualTo("java.util.Locale<\"de-DE\">");
			assertThat(keyText.of(Currency.getInstance("EUR"))).isEqualTo("java.util.Currency<\"EUR\">");
		}
	}

	@Test
	void typeIsTheSameBeforeTheBeansAreMade() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			new AnnotatedBeanDefinitionReader(context).register(Lambdas.class, Lateness.class);
			context.refresh();
			assertThat(context.getBean(Lateness.class).converters()).hasSize(2);
		}
	}

	@Test
	void classOfABeanTellsTheType() {
		try (GenericApplicationContext context = contextOf(TimeZoneConverter.class)) {
			assertThat(types(context)).containsExactly(TimeZone.class);
		}
	}

	@Test
	void classOfABeanTellsTheTypeThatItsMethodHides() {
		try (GenericApplicationContext context = contextOf(HiddenClass.class)) {
			assertThat(types(context)).containsExactly(TimeZone.class);
		}
	}

	@Test
	void registeredInstanceTellsTheType() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.getBeanFactory().registerSingleton("timeZones", new TimeZoneConverter());
			context.refresh();
			assertThat(types(context)).containsExactly(TimeZone.class);
		}
	}

	@Test
	void proxyHasTheTypeOfItsTarget() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.getBeanFactory()
				.registerSingleton("timeZones", new ProxyFactory(new TimeZoneConverter()).getProxy());
			context.refresh();
			assertThat(types(context)).containsExactly(TimeZone.class);
		}
	}

	@Test
	void lambdaWithoutATypeIsLeftOut() {
		try (GenericApplicationContext context = contextOf(Untyped.class)) {
			context.getBeanFactory().registerSingleton("instance", (Converter<Locale, String>) Locale::toLanguageTag);
			assertThat(types(context)).isEmpty();
		}
	}

	@Test
	void otherConvertersAreLeftOutAndNotMade() {
		try (GenericApplicationContext context = contextOf(OtherTargets.class)) {
			assertThat(types(context)).isEmpty();
			assertThat(context.getBeanFactory().containsSingleton("lazy")).isFalse();
		}
	}

	@Test
	void sourceWithArgumentsIsLeftOut() {
		try (GenericApplicationContext context = contextOf(Generics.class)) {
			assertThat(types(context)).containsExactlyInAnyOrder(Optional.class, Number.class, Locale[].class);
		}
	}

	@Test
	void ancestorsAreAsked() {
		try (GenericApplicationContext parent = contextOf(Lambdas.class);
				GenericApplicationContext context = new GenericApplicationContext(parent)) {
			context.registerBean(TimeZoneConverter.class);
			context.refresh();
			assertThat(types(context)).containsExactlyInAnyOrder(Locale.class, Currency.class, TimeZone.class);
		}
	}

	@Test
	void noConvertersIsFine() {
		assertThat(KeyConverters.from(new DefaultListableBeanFactory())).isEmpty();
	}

	private static List<Class<?>> types(GenericApplicationContext context) {
		return KeyConverters.from(context.getBeanFactory()).stream().<Class<?>>map(KeyConverter::type).toList();
	}

	private static GenericApplicationContext contextOf(Class<?>... classes) {
		GenericApplicationContext context = new GenericApplicationContext();
		new AnnotatedBeanDefinitionReader(context).register(classes);
		context.refresh();
		return context;
	}

	static class TimeZoneConverter implements Converter<TimeZone, String> {

		@Override
		public String convert(TimeZone source) {
			return source.getID();
		}

	}

	static class Lateness {

		private final List<KeyConverter<?>> converters;

		Lateness(DefaultListableBeanFactory beanFactory) {
			this.converters = KeyConverters.from(beanFactory);
		}

		List<KeyConverter<?>> converters() {
			return this.converters;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Lambdas {

		@Bean
		Converter<Locale, String> locales() {
			return Locale::toLanguageTag;
		}

		@Bean
		static Converter<Currency, String> currencies() {
			return (currency) -> currency.getCurrencyCode();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenClass {

		@Bean
		Converter<?, ?> timeZones() {
			return new TimeZoneConverter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Untyped {

		@Bean
		Converter<?, ?> wildcards() {
			return (source) -> "x";
		}

		@Bean
		@SuppressWarnings("rawtypes")
		Converter raw() {
			return (source) -> "x";
		}

		@Bean
		<T> Converter<T, String> variable() {
			return (source) -> "x";
		}

		@Bean
		Converter<Object, String> anything() {
			return (source) -> "x";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherTargets {

		@Bean
		@Lazy
		Converter<String, Locale> lazy() {
			return Locale::forLanguageTag;
		}

		@Bean
		Converter<Locale, CharSequence> text() {
			return Locale::toLanguageTag;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Generics {

		@Bean
		Converter<Collection<Locale>, String> arguments() {
			return Object::toString;
		}

		@Bean
		Converter<Map<String, ?>, String> oneArgument() {
			return Object::toString;
		}

		@Bean
		Converter<Optional<?>, String> wildcard() {
			return Object::toString;
		}

		@Bean
		Converter<? extends Number, String> bound() {
			return (@Nullable Number number) -> "x";
		}

		@Bean
		Converter<Locale[], String> array() {
			return (locales) -> "x";
		}

	}

}
