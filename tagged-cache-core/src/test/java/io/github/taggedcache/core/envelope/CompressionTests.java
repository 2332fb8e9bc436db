package io.github.taggedcache.core.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CompressionTests {

	private static final byte[] TEXT = "again and ".repeat(100).getBytes(StandardCharsets.UTF_8);

	@Test
	void bytesBelowTheThresholdStay() {
		assertThat(new Compression(TEXT.length + 1).apply(TEXT)).isEqualTo(Payload.of(TEXT));
	}

	@Test
	void bytesFromTheThresholdOnAreCompressed() {
		assertThat(new Compression(TEXT.length).apply(TEXT).isCompressed()).isTrue();
	}

	@Test
	void bytesThatWouldNotBecomeFewerStay() {
		byte[] noise = new byte[1000];
		new Random(1).nextBytes(noise);
		assertThat(new Compression(0).apply(noise)).isEqualTo(Payload.of(noise));
	}

	@Test
	void nothingIsCompressedWithoutAThreshold() {
		assertThat(Compression.NONE.apply(TEXT).isCompressed()).isFalse();
	}

	@Test
	void streamComesBackFromAmongOtherBytes() throws Exception {
		byte[] deflated = deflated();
		byte[] among = new byte[deflated.length + 20];
		System.arraycopy(deflated, 0, among, 7, deflated.length);
		assertThat(Compression.inflate(among, 7, deflated.length, TEXT.length)).isEqualTo(ByteBuffer.wrap(TEXT));
	}

	@Test
	void streamThatEndsEarlyIsRefused() {
		byte[] deflated = deflated();
		assertThatExceptionOfType(UndecodableException.class)
			.isThrownBy(() -> Compression.inflate(deflated, 0, deflated.length - 1, TEXT.length))
			.withMessage("The compressed payload is not one whole stream of 1000 bytes");
	}

	@Test
	void bytesBehindTheStreamAreRefused() {
		byte[] longer = Arrays.copyOf(deflated(), 2000);
		assertThatExceptionOfType(UndecodableException.class)
			.isThrownBy(() -> Compression.inflate(longer, 0, longer.length, TEXT.length))
			.withMessage("The compressed payload is not one whole stream of 1000 bytes");
	}

	@Test
	void bytesThatAreNoStreamAreRefused() {
		assertThatExceptionOfType(UndecodableException.class)
			.isThrownBy(() -> Compression.inflate(TEXT, 0, TEXT.length, TEXT.length))
			.withMessage("The compressed payload does not inflate");
	}

	@Test
	void noBytesAreRefused() {
		assertThatExceptionOfType(UndecodableException.class).isThrownBy(() -> Compression.inflate(TEXT, 0, 0, 1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 999, 1001 })
	void streamOfAnotherLengthIsRefused(int inflated) {
		byte[] deflated = deflated();
		assertThatExceptionOfType(UndecodableException.class)
			.isThrownBy(() -> Compression.inflate(deflated, 0, deflated.length, inflated));
	}

	@Test
	void bytesThatNobodyMayInflateToStay() {
		byte[] tooMany = new byte[Compression.MAX_INFLATED + 1];
		assertThat(new Compression(0).apply(tooMany).isCompressed()).isFalse();
	}

	private static byte[] deflated() {
		return new Compression(0).apply(TEXT).bytes();
	}

}
