package io.github.taggedcache.key;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.cache.interceptor.SimpleKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for keys that become text by a {@link KeyConverter}.
 */
class KeyConverterTests {

	@Test
	void converterAddsItsType() {
		KeyText keyText = new KeyText(List.of(new KeyConverter<>(Locale.class, Locale::toLanguageTag)));
		assertThat(keyText.of(Locale.GERMANY)).isEqualTo("java.util.Locale<\"de-DE\">");
		assertThat(keyText.of(new SimpleKey(1, Locale.GERMANY))).isEqualTo("(1,java.util.Locale<\"de-DE\">)");
	}

	@Test
	void sameTextOfTwoTypesIsTwoKeys() {
		KeyText keyText = new KeyText(
				List.of(new KeyConverter<>(Animal.class, Animal::name), new KeyConverter<>(Plant.class, Plant::name)));
		assertThat(keyText.of(new Animal("1"))).isNotEqualTo(keyText.of(new Plant("1")));
	}

	@Test
	void textOfAConverterIsQuoted() {
		KeyText keyText = new KeyText(List.of(new KeyConverter<>(Animal.class, Animal::name)));
		assertThat(keyText.of(new Animal("a\">"))).isEqualTo(Animal.class.getName() + "<\"a\\\">\">");
	}

	@Test
	void converterAppliesToSubclasses() {
		KeyText keyText = new KeyText(List.of(new KeyConverter<>(Animal.class, Animal::name)));
		assertThat(keyText.of(new Dog("x"))).isEqualTo(Animal.class.getName() + "<\"x\">");
	}

	@Test
	void closestConverterApplies() {
		KeyText keyText = new KeyText(List.of(new KeyConverter<>(Animal.class, Animal::name),
				new KeyConverter<>(Dog.class, (dog) -> "dog " + dog.name()),
				new KeyConverter<>(Named.class, Named::name)));
		assertThat(keyText.of(new Poodle("x"))).isEqualTo(Dog.class.getName() + "<\"dog x\">");
	}

	@Test
	void equallyCloseConvertersAreRefused() {
		KeyText keyText = new KeyText(List.of(new KeyConverter<>(Serializable.class, Object::toString),
				new KeyConverter<>(Animal.class, Animal::name)));
		assertThatIllegalArgumentException().isThrownBy(() -> keyText.of(new Dog("x")))
			.withMessageContaining("cache key of type " + Dog.class.getTypeName())
			.withMessageContaining(Serializable.class.getName())
			.withMessageContaining(Animal.class.getTypeName())
			.withMessageContaining("Converter<Dog, String>");
	}

	@Test
	void twoConvertersOfOneTypeAreRefused() {
		KeyText keyText = new KeyText(List.of(new KeyConverter<>(Animal.class, Animal::name),
				new KeyConverter<>(Animal.class, Animal::toString)));
		assertThatIllegalArgumentException().isThrownBy(() -> keyText.of(new Animal("x")))
			.withMessageContaining("Declare exactly one");
	}

	@Test
	void converterComesBeforeRecordsAndCollections() {
		KeyText keyText = new KeyText(List.of(new KeyConverter<>(Point.class, (point) -> "point"),
				new KeyConverter<>(List.class, (list) -> "list")));
		assertThat(keyText.of(new Point(1))).isEqualTo(Point.class.getName() + "<\"point\">");
		assertThat(keyText.of(List.of(1))).isEqualTo("java.util.List<\"list\">");
	}

	@Test
	void converterDoesNotComeBeforeScalarsAndSimpleKey() {
		KeyText keyText = new KeyText(List.of(new KeyConverter<>(Serializable.class, (value) -> "x")));
		assertThat(keyText.of("a")).isEqualTo("\"a\"");
		assertThat(keyText.of(1)).isEqualTo("1");
		assertThat(keyText.of(TimeUnit.DAYS)).isEqualTo("java.util.concurrent.TimeUnit.DAYS");
		assertThat(keyText.of(SimpleKey.EMPTY)).isEqualTo("()");
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullFromAConverterIsRefused() {
		KeyText keyText = new KeyText(List.of(new KeyConverter<>(Animal.class, (animal) -> null)));
		assertThatIllegalArgumentException().isThrownBy(() -> keyText.of(new Dog("x")))
			.withMessageContaining("Converter<" + Animal.class.getTypeName() + ", String>")
			.withMessageContaining("gave null")
			.withMessageContaining(Dog.class.getTypeName());
	}

	@Test
	void primitiveTypeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new KeyConverter<>(int.class, Object::toString))
			.withMessageContaining("int");
	}

	interface Named {

		String name();

	}

	static class Animal implements Named {

		private final String name;

		Animal(String name) {
			this.name = name;
		}

		@Override
		public String name() {
			return this.name;
		}

	}

	@SuppressWarnings("serial")
	static class Dog extends Animal implements Serializable {

		Dog(String name) {
			super(name);
		}

	}

	@SuppressWarnings("serial")
	static class Poodle extends Dog {

		Poodle(String name) {
			super(name);
		}

	}

	record Plant(String name) {

	}

	record Point(int x) {

	}

}
