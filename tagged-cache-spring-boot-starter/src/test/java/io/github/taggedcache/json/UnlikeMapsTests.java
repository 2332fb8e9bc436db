package io.github.taggedcache.json;

import java.util.List;
import java.util.Properties;

import io.github.taggedcache.core.codec.UnstorableValueException;
import org.junit.jupiter.api.Test;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Maps that are more than their entries.
 */
class UnlikeMapsTests {

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

}
