package io.github.taggedcache.core.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bytes whose checksum is right and which are no envelope all the same.
 */
class EnvelopeOfOthersTests {

	@Test
	void bytesThatTellTheTruthAreAnEnvelope() {
		assertThat(Envelope.parse(EnvelopeBytes.with("\2a").tagCount(1).sealed())).isNotNull();
	}

	@Test
	void wrongChecksumIsAMiss() {
		byte[] bytes = EnvelopeBytes.with("text").sealed();
		bytes[4]++;
		assertThat(Envelope.parse(bytes)).isNull();
	}

	@Test
	void otherMagicIsAMiss() {
		assertThat(Envelope.parse(EnvelopeBytes.with("text").set(0, 0xC6).sealed())).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3, 0xFF })
	void otherFormatIsAMiss(int format) {
		assertThat(Envelope.parse(EnvelopeBytes.with("text").set(1, format).sealed())).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 4, 128 })
	void unknownFlagIsAMiss(int flag) {
		assertThat(Envelope.parse(EnvelopeBytes.with("text").set(2, flag).sealed())).isNull();
	}

	@Test
	void negativeAsOfIsAMiss() {
		assertThat(Envelope.parse(EnvelopeBytes.with("text").version(8, -1).sealed())).isNull();
	}

	@Test
	void writtenThatIsNeitherAVersionNorAPutIsAMiss() {
		assertThat(Envelope.parse(EnvelopeBytes.with("text").version(16, -(1L << 53)).sealed())).isNull();
	}

	@Test
	void negativeTokenIsAMiss() {
		assertThat(Envelope.parse(EnvelopeBytes.with("text").tokenBeforeAsOf(2).sealed())).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, -1, 0, 4 * 1032 + 1, Integer.MAX_VALUE })
	void compressedPayloadOfAnImpossibleLengthIsAMiss(int inflated) {
		assertThat(Envelope.parse(EnvelopeBytes.with("text").sealedInflatingTo(inflated))).isNull();
	}

	@Test
	void compressedPayloadOfMoreThanTheBoundIsAMiss() {
		byte[] payload = new byte[Compression.MAX_INFLATED / 1000];
		assertThat(Envelope.parse(EnvelopeBytes.with(payload).sealedInflatingTo(Compression.MAX_INFLATED + 1)))
			.isNull();
		assertThat(Envelope.parse(EnvelopeBytes.with(payload).sealedInflatingTo(Compression.MAX_INFLATED))).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, Integer.MIN_VALUE })
	void negativeTagCountIsAMiss(int count) {
		assertThat(Envelope.parse(EnvelopeBytes.with("text").tagCount(count).sealed())).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 10_000, 10_001, Integer.MAX_VALUE })
	void tagCountThatTheBytesDoNotHoldIsAMiss(int count) {
		assertThat(Envelope.parse(EnvelopeBytes.with("\2a\2b").tagCount(count).sealed())).isNull();
	}

	@Test
	void moreTagsThanAnEntryCarriesAreAMiss() {
		byte[] tags = new byte[Header.MAX_TAGS + 1];
		assertThat(Envelope.parse(EnvelopeBytes.with(tags).tagCount(Header.MAX_TAGS + 1).sealed())).isNull();
	}

	@Test
	void tagThatEndsBeyondTheBytesIsAMiss() {
		assertThat(Envelope.parse(EnvelopeBytes.with("\6ab").tagCount(1).sealed())).isNull();
	}

	@Test
	void tagOfMoreBytesThanAnEntryCarriesIsAMiss() {
		String bytes = "\u0080\u0080\10" + "x".repeat(0x10000);
		assertThat(Envelope.parse(EnvelopeBytes.with(bytes).tagCount(1).sealed())).isNull();
	}

	@Test
	void tagOfMoreBytesTogetherWithItsCommonStartIsAMiss() {
		String bytes = "\4xx\u00FF\u00FF\7\2" + "x".repeat(0xFFFF);
		assertThat(Envelope.parse(EnvelopeBytes.with(bytes).tagCount(2).sealed())).isNull();
	}

	@Test
	void halfALengthIsAMiss() {
		assertThat(Envelope.parse(EnvelopeBytes.with("\2a\u0080").tagCount(2).sealed())).isNull();
	}

	@Test
	void commonStartWithoutATagBeforeIsAMiss() {
		assertThat(Envelope.parse(EnvelopeBytes.with("\3\1a").tagCount(1).sealed())).isNull();
	}

	@Test
	void commonStartThatIsLongerThanTheTagBeforeIsAMiss() {
		assertThat(Envelope.parse(EnvelopeBytes.with("\6abc\4ab\3\3c").tagCount(3).sealed())).isNull();
		assertThat(Envelope.parse(EnvelopeBytes.with("\6abc\4ab\3\2c").tagCount(3).sealed()).header().tags())
			.containsExactly("abc", "ab", "abc");
	}

	@Test
	void commonStartBeyondTheBoundIsAMiss() {
		String first = "\120" + "x".repeat(40);
		assertThat(Envelope.parse(EnvelopeBytes.with(first + "\1\40").tagCount(2).sealed())).isNull();
		assertThat(Envelope.parse(EnvelopeBytes.with(first + "\1\37").tagCount(2).sealed())).isNotNull();
	}

	@Test
	void commonStartWithoutItsLengthIsAMiss() {
		assertThat(Envelope.parse(EnvelopeBytes.with("\4ab\1").tagCount(2).sealed())).isNull();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "\0", "\u0080", "\u0080\0", "\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\2\0",
					"\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\0\0" })
	void bytesThatAreNotTwoNumbersAreAMiss(String numbers) {
		assertThat(Envelope.parse(EnvelopeBytes.with(numbers).sealedWithoutNumbers())).isNull();
	}

	@Test
	void numberOfAllBitsIsANumber() {
		String numbers = "\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\1\0";
		assertThat(Envelope.parse(EnvelopeBytes.with(numbers).sealedWithoutNumbers())).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0080", "\u00C3", "\u00C3(", "\u00ED\u00A0\u0080", "\u00C0\u0080", "\u00F8\u0088",
			"a\u00FFb", "\u00EF\u00BF\u00BD\u00FF" })
	void tagThatIsNotUtf8IsAMiss(String tag) {
		byte[] bytes = EnvelopeBytes.with((char) (2 * tag.length()) + tag).tagCount(1).sealed();
		assertThat(Envelope.parse(bytes)).isNull();
	}

	@Test
	void replacementCharacterItselfIsATag() {
		Envelope entry = Envelope.parse(EnvelopeBytes.with("\6\u00EF\u00BF\u00BD").tagCount(1).sealed());
		assertThat(entry.header().tags()).containsExactly("\uFFFD");
	}

	@ParameterizedTest
	@MethodSource("bytesOfOtherWriters")
	void bytesOfOtherWritersAreAMiss(String bytes) {
		assertThat(Envelope.parse(bytes.getBytes(StandardCharsets.ISO_8859_1))).isNull();
	}

	static Stream<String> bytesOfOtherWriters() {
		String javaSerialized = "\u00AC\u00ED\0\5sr\0\21java.lang.Integer" + "x".repeat(80);
		return Stream.of("", "0", "{\"@class\":\"com.example.Article\",\"id\":1}" + " ".repeat(80), javaSerialized,
				"\u00C7", "\u00C7\1", "\u00C7\2", "\0".repeat(80), "\u00FF".repeat(200));
	}

	@Test
	void eachTruncationIsAMiss() {
		byte[] whole = GoldenEntries.bytes("unicode_tags");
		assertThat(IntStream.range(0, whole.length)
			.filter((length) -> Envelope.parse(Arrays.copyOf(whole, length)) != null)).isEmpty();
	}

	@Test
	void eachFlippedBitIsAMiss() {
		byte[] whole = GoldenEntries.bytes("plain");
		assertThat(IntStream.range(0, whole.length * 8).filter((bit) -> {
			byte[] flipped = whole.clone();
			flipped[bit / 8] ^= (byte) (1 << (bit % 8));
			return Envelope.parse(flipped) != null;
		})).isEmpty();
	}

	@Test
	void oneMoreByteIsAMiss() {
		byte[] whole = GoldenEntries.bytes("plain");
		assertThat(Envelope.parse(Arrays.copyOf(whole, whole.length + 1))).isNull();
	}

}
