package io.github.taggedcache.core.envelope;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stored format stays what it is. If one of these fails, the entries in the stores of
 * those who upgrade are lost, or worse: see docs/envelope.md.
 */
class EnvelopeGoldenBytesTests {

	@Test
	void plainEntryDecodes() {
		assertThat(header("plain")).isEqualTo(new Header(GoldenEntries.VERSION + 5, GoldenEntries.VERSION + 3,
				GoldenEntries.VERSION + 1, (byte) 1, GoldenEntries.TYPE, GoldenEntries.TEMPLATES, GoldenEntries.CREATED,
				GoldenEntries.EXPIRY, GoldenEntries.EXPIRY, List.of("article:42", "author:7")));
	}

	@Test
	void plainEntryGivesItsPayload() throws Exception {
		assertThat(payload("plain")).isEqualTo("{\"id\":42}");
	}

	@Test
	void nullValueDecodes() {
		assertThat(header("null_value")).isEqualTo(GoldenEntries.header(GoldenEntries.EXPIRY, "article:42"));
	}

	@Test
	void nullValueHoldsNull() {
		assertThat(entry("null_value").holdsNull()).isTrue();
	}

	@Test
	void compressedEntryDecodes() {
		assertThat(header("compressed")).isEqualTo(GoldenEntries.header(GoldenEntries.EXPIRY, "article:42"));
	}

	@Test
	void compressedEntryGivesItsPayloadInflated() throws Exception {
		assertThat(payload("compressed")).isEqualTo("{\"title\":\"" + "tag ".repeat(64) + "\"}");
	}

	@Test
	void entryWithoutTagsDecodes() {
		assertThat(header("no_tags")).isEqualTo(GoldenEntries.header(0));
	}

	@Test
	void unicodeTagsDecode() {
		assertThat(header("unicode_tags"))
			.isEqualTo(GoldenEntries.header(0, "Zürich", "文章", "\uD83D\uDE00", "a:b{c}%*?[d] \uFFFD"));
	}

	@Test
	void tagsWithACommonStartDecode() {
		assertThat(header("shared_starts")).isEqualTo(GoldenEntries.header(GoldenEntries.EXPIRY, "article:41",
				"article:42", "article:4", "xxä", "xxö", "x".repeat(40), "x".repeat(40) + "y"));
	}

	@Test
	void entryOfAPutDecodes() {
		assertThat(header("put")).isEqualTo(new Header(GoldenEntries.VERSION, 1 - (1L << 53), GoldenEntries.VERSION,
				(byte) 1, GoldenEntries.TYPE, GoldenEntries.TEMPLATES, GoldenEntries.CREATED, GoldenEntries.EXPIRY,
				GoldenEntries.EXPIRY + 1, List.of("article:42")));
	}

	@Test
	void maximalValuesDecode() {
		assertThat(header("maximal")).isEqualTo(new Header(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, (byte) -1,
				-1, -1, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, List.of("x".repeat(300))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "null_value", "compressed", "no_tags", "unicode_tags", "shared_starts", "put",
			"maximal" })
	void entryIsWrittenAsTheSameBytes(String name) {
		byte[] golden = GoldenEntries.bytes(name);
		Payload stored = entry(name).detachedPayload();
		assertThat(HexFormat.of().formatHex(Envelope.write(header(name), stored)))
			.isEqualTo(HexFormat.of().formatHex(golden));
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "null_value", "compressed", "no_tags", "unicode_tags", "maximal" })
	void entryOfFormatOneIsAMiss(String name) {
		assertThat(Envelope.parse(GoldenEntries.bytes(1, name))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "null_value", "compressed", "no_tags", "unicode_tags", "maximal" })
	void entryOfFormatOneUnderTheNumberOfThisOneIsNoError(String name) {
		byte[] bytes = GoldenEntries.bytes(1, name);
		bytes[1] = Envelope.FORMAT;
		assertThat(Envelope.parse(bytes)).isNull();
	}

	private static Envelope entry(String name) {
		Envelope entry = Envelope.parse(GoldenEntries.bytes(name));
		assertThat(entry).isNotNull();
		return entry;
	}

	private static Header header(String name) {
		return entry(name).header();
	}

	private static String payload(String name) throws UndecodableException {
		return StandardCharsets.UTF_8.decode(entry(name).payload()).toString();
	}

}
