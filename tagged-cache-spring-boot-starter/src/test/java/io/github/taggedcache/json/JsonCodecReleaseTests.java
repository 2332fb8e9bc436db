package io.github.taggedcache.json;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.envelope.UndecodableException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What one release wrote and the next one reads.
 */
class JsonCodecReleaseTests {

	private final JsonCodec codec = new JsonCodec(BootMapper.with());

	@Test
	void textThatBecameANumberDoesNotBind() {
		assertDoesNotBind(new Name("Ada"), Whole.class);
	}

	@Test
	void numberWithFractionThatBecameWholeDoesNotBind() {
		assertDoesNotBind(new Fraction(1.5), Whole.class);
	}

	@Test
	void textThatBecameAListDoesNotBind() {
		assertDoesNotBind(new Name("Ada"), Names.class);
	}

	@Test
	void listThatBecameTextDoesNotBind() {
		assertDoesNotBind(new Names(List.of("Ada")), Name.class);
	}

	@Test
	void objectThatBecameTextDoesNotBind() {
		assertDoesNotBind(new Nested(new Name("Ada")), Name.class);
	}

	@Test
	void mapThatBecameAListDoesNotBind() {
		assertDoesNotBind(new Attributes(Map.of("a", "b")), Names.class);
	}

	@Test
	void textThatBecameATimeDoesNotBind() {
		assertDoesNotBind(new Name("Ada"), Time.class);
	}

	@Test
	void removedEnumConstantDoesNotBind() {
		assertDoesNotBind(new Name("GONE"), Choice.class);
	}

	@Test
	void removedPropertyDoesNotBind() {
		assertDoesNotBind(new NameAndAge("Ada", 36), Name.class);
	}

	@Test
	void addedPropertyDoesNotBind() {
		assertDoesNotBind(new Name("Ada"), NameAndNick.class);
	}

	@Test
	void renamedPropertyOfAnObjectDoesNotBind() {
		assertDoesNotBind(new OldDog(), NewDog.class);
	}

	private void assertDoesNotBind(Object written, Class<?> read) {
		byte[] json = this.codec.encode(written, Catalogue.type(written.getClass()));
		assertThatExceptionOfType(UndecodableException.class)
			.isThrownBy(() -> this.codec.decode(ByteBuffer.wrap(json), Catalogue.type(read)));
	}

	record Name(String value) {

	}

	record NameAndAge(String value, int age) {

	}

	record NameAndNick(String value, @Nullable String nick) {

	}

	@SuppressWarnings("UnusedVariable") // read by reflection
	static class OldDog {

		private final @Nullable String name = "Leo";

	}

	@SuppressWarnings("UnusedVariable") // read by reflection
	static class NewDog {

		private @Nullable String title;

	}

	record Whole(int value) {

	}

	record Fraction(double value) {

	}

	record Names(List<String> value) {

	}

	record Attributes(Map<String, String> value) {

	}

	record Nested(Name value) {

	}

	record Time(Instant value) {

	}

	record Choice(Catalogue.Status value) {

	}

}
