package io.github.taggedcache.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.github.taggedcache.core.codec.UnstorableValueException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Collections that are more than their elements.
 */
class UnlikeContainersTests {

	private final JsonCodec codec = new JsonCodec(null);

	@Test
	void mapInterfaceThatNoMapOfTheJdkHasIsRefused() {
		LinkedMultiValueMap<Object, Object> map = new LinkedMultiValueMap<>();
		map.put("a", List.of("b"));
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.codec.encode(map, Catalogue.type(MultiValueMap.class)));
	}

	@Test
	void propertiesWithDefaultsAreRefused() {
		Properties defaults = new Properties();
		defaults.setProperty("a", "b");
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.codec.encode(new Properties(defaults), Catalogue.type(Properties.class)))
			.withMessageContaining("defaults");
	}

	@Test
	void propertiesWithoutDefaultsAreStored() {
		Properties properties = new Properties();
		properties.setProperty("a", "b");
		assertThatCode(() -> this.codec.encode(properties, Catalogue.type(Properties.class)))
			.doesNotThrowAnyException();
	}

	@Test
	void fieldsThatAClassAddsToAMapAreNotLost() {
		Attributes attributes = new Attributes();
		attributes.name = "a";
		this.codec.encode(new HashMap<>(Map.of("a", "b")), Catalogue.type(Map.class));
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.codec.encode(attributes, Catalogue.type(Map.class)))
			.withMessageContaining(Attributes.class.getName());
	}

	@Test
	void fieldsThatAClassAddsToAListAreNotLost() {
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.codec.encode(new Part(), Catalogue.type(Collection.class)))
			.withMessageContaining(Part.class.getName());
	}

	@Test
	void classThatAddsNothingIsStored() {
		assertThatCode(() -> this.codec.encode(new Plain(), Catalogue.type(Collection.class)))
			.doesNotThrowAnyException();
	}

	@SuppressWarnings({ "serial", "UnusedVariable" }) // read by reflection
	static class Attributes extends HashMap<String, String> {

		private @Nullable String name;

	}

	@SuppressWarnings({ "serial", "UnusedVariable" }) // read by reflection
	static class Part extends ArrayList<String> {

		private final int total = 7;

	}

	@SuppressWarnings("serial")
	static class Plain extends ArrayList<String> {

	}

}
