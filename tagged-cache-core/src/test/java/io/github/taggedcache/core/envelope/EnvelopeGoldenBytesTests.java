package io.github.taggedcache.core.envelope;

import java.nio.ByteBuffer;
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
	void maximalValuesDecode() {
		assertThat(header("maximal")).isEqualTo(new Header(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, (byte) -1,
				-1, -1, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, List.of("x".repeat(300))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "null_value", "compressed", "no_tags", "unicode_tags", "maximal" })
	void entryIsWrittenAsTheSameBytes(String name) {
		byte[] golden = GoldenEntries.bytes(name);
		Header header = header(name);
		byte[] stored = new byte[golden.length - headerLength(header)];
		ByteBuffer.wrap(golden).get(headerLength(header), stored);
		Payload payload = new Payload(stored, (golden[2] & 1) != 0, ByteBuffer.wrap(golden).getInt(72));
		assertThat(HexFormat.of().formatHex(Envelope.write(header, payload)))
			.isEqualTo(HexFormat.of().formatHex(golden));
	}

	private static int headerLength(Header header) {
		return 80 + header.tags().stream().mapToInt((tag) -> 2 + tag.getBytes(StandardCharsets.UTF_8).length).sum();
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
