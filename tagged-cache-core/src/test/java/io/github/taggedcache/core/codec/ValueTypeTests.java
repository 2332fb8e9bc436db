package io.github.taggedcache.core.codec;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ValueTypeTests {

	private static final long STRING = 0x73cc7ce309d9be85L;

	/**
	 * Computed apart from the code: it lies in the store with each entry.
	 */
	@Test
	void fingerprintIsTheSameForEver() {
		assertThat(ValueType.of(String.class, "test").fingerprint()).isEqualTo(STRING);
	}

	@Test
	void fingerprintOfAGenericTypeIsTheSameForEver() throws Exception {
		assertThat(ValueType.of(Generic.class.getDeclaredMethod("texts").getGenericReturnType(), "test").fingerprint())
			.isEqualTo(0x2a3d2e7154d03810L);
	}

	@Test
	void formIsTheFirstHalfOfTheFingerprint() {
		ValueType type = ValueType.of(String.class, "structure", "test");
		assertThat(type.form()).isEqualTo(String.format("%016x", type.fingerprint()).substring(0, 8));
	}

	@Test
	void typeWithoutStructureHasNoForm() {
		assertThat(ValueType.of(String.class, "test").form()).isEmpty();
	}

	@Test
	void primitiveIsItsWrapper() {
		assertThat(ValueType.of(int.class, "test")).isEqualTo(ValueType.of(Integer.class, "test"));
	}

	@Test
	void nameHasTypeArguments() throws Exception {
		assertThat(ValueType.of(Generic.class.getDeclaredMethod("texts").getGenericReturnType(), "test").name())
			.isEqualTo("java.util.List<java.lang.String>");
	}

	@Test
	void readsItself() {
		ValueType type = ValueType.of(String.class, "test");
		assertThat(type.toRead(STRING)).isSameAs(type);
	}

	@Test
	void readsNoOther() {
		assertThat(ValueType.of(String.class, "test").toRead(STRING + 1)).isNull();
	}

	@Test
	void writesItself() {
		ValueType type = ValueType.of(String.class, "test");
		assertThat(type.toWrite(null)).isSameAs(type);
	}

	interface Generic {

		List<String> texts();

	}

}
