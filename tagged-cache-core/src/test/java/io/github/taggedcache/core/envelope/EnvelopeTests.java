package io.github.taggedcache.core.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EnvelopeTests {

	private static final Header HEADER = new Header(20, 10, 5, (byte) 3, -5, -6, 100, 200, 300, List.of("a", "b"));

	@Test
	void headerComesBack() {
		assertThat(stored(HEADER, payload("text")).header()).isEqualTo(HEADER);
	}

	@Test
	void payloadComesBack() throws Exception {
		assertThat(text(stored(HEADER, payload("text")))).isEqualTo("text");
	}

	@Test
	void compressedPayloadComesBack() throws Exception {
		String text = "again and ".repeat(1000);
		Payload compressed = new Compression(1).apply(text.getBytes(StandardCharsets.UTF_8));
		assertThat(text(stored(HEADER, compressed))).isEqualTo(text);
	}

	@Test
	void emptyPayloadIsNotNull() {
		assertThat(stored(HEADER, payload("")).holdsNull()).isFalse();
	}

	@Test
	void nullValueIsKnown() {
		assertThat(stored(HEADER, Payload.NULL).holdsNull()).isTrue();
	}

	@Test
	void mostTagsThatAnEntryCarriesComeBack() {
		List<String> tags = IntStream.range(0, Header.MAX_TAGS).mapToObj((i) -> "tag:" + i).toList();
		assertThat(stored(header(tags), payload("")).header().tags()).isEqualTo(tags);
	}

	@Test
	void tagsWithCommonStartsComeBack() {
		List<String> tags = List.of("article:41", "article:42", "article:4", "article:421", "xä", "xö", "",
				"x".repeat(100), "x".repeat(100) + "y");
		assertThat(stored(header(tags), payload("text")).header().tags()).isEqualTo(tags);
	}

	@Test
	void commonStartIsWrittenOnce() {
		int one = Envelope.write(header(List.of("article:1")), payload("")).length;
		assertThat(Envelope.write(header(List.of("article:1", "article:2")), payload(""))).hasSize(one + 3);
	}

	@Test
	void entryOfAnArticleTakesFewBytes() {
		long version = 1_763_712_000_000_000L;
		Header header = new Header(version, version, version, (byte) 1, -5, 0, version / 1000 + 20,
				version / 1000 + 3_600_020, version / 1000 + 3_600_020,
				List.of("article:42", "author:7", "category:1"));
		assertThat(Envelope.write(header, payload("text"))).hasSize(32 + 1 + 4 + 1 + 3 + 28 + 4);
	}

	@Test
	void moreTagsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> header(Collections.nCopies(Header.MAX_TAGS + 1, "a")))
			.withMessage("An entry carries at most 10000 tags, not 10001; use fewer, wider ones");
	}

	@Test
	void longestTagThatFitsComesBack() {
		String tag = "x".repeat(0xFFFF);
		assertThat(stored(header(List.of(tag)), payload("text")).header().tags()).containsExactly(tag);
	}

	@Test
	void longerTagIsRefused() {
		Header header = header(List.of("x".repeat(0x10000)));
		assertThatIllegalArgumentException().isThrownBy(() -> Envelope.write(header, payload("")))
			.withMessage("A tag of 65536 bytes of UTF-8 does not fit into an envelope, which has room for 65535");
	}

	@Test
	void negativeAsOfIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Header(-1, 2, 3, (byte) 0, 0, 0, 0, 0, 0, List.of()))
			.withMessage("Versions are not negative, but for the id of a put: asOf -1, written 2, token 3");
	}

	@Test
	void writtenThatIsNeitherAVersionNorAPutIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Header(1, -(1L << 53), 3, (byte) 0, 0, 0, 0, 0, 0, List.of()))
			.withMessage(
					"Versions are not negative, but for the id of a put: asOf 1, written -9007199254740992, token 3");
	}

	@Test
	void putIsKeptInThePlaceOfTheVersion() {
		Header header = new Header(1, 1 - (1L << 53), 3, (byte) 0, 0, 0, 0, 0, 0, List.of());
		assertThat(stored(header, payload("text")).header()).isEqualTo(header);
	}

	@Test
	void negativeTokenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Header(1, 2, -3, (byte) 0, 0, 0, 0, 0, 0, List.of()))
			.withMessage("Versions are not negative, but for the id of a put: asOf 1, written 2, token -3");
	}

	@Test
	void tagsOfHeaderDoNotChangeAfterwards() {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> HEADER.tags().add("c"));
	}

	private static Header header(List<String> tags) {
		return new Header(1, 1, 1, (byte) 0, 0, 0, 0, 0, 0, tags);
	}

	private static Payload payload(String text) {
		return Payload.of(text.getBytes(StandardCharsets.UTF_8));
	}

	private static Envelope stored(Header header, Payload payload) {
		Envelope entry = Envelope.parse(Envelope.write(header, payload));
		assertThat(entry).isNotNull();
		return entry;
	}

	private static String text(Envelope entry) throws UndecodableException {
		ByteBuffer payload = entry.payload();
		return StandardCharsets.UTF_8.decode(payload).toString();
	}

}
