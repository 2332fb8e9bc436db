package io.github.taggedcache.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ScriptTests {

	@ParameterizedTest
	@ValueSource(strings = { "append.lua", "observe.lua", "beat.lua", "peek.lua", "release.lua" })
	void scriptIsTheSharedFileAndItsOwnFile(String file) throws IOException {
		assertThat(Script.load(file).source()).isEqualTo(text("versions.lua") + text(file));
	}

	@Test
	void digestIsThatOfTheWholeText() throws NoSuchAlgorithmException {
		Script script = Script.load("beat.lua");
		byte[] digest = MessageDigest.getInstance("SHA-1").digest(script.source().getBytes(StandardCharsets.US_ASCII));
		assertThat(script.digest()).isEqualTo(HexFormat.of().formatHex(digest));
	}

	@Test
	void missingFileIsNamed() {
		assertThatIllegalStateException().isThrownBy(() -> Script.load("missing.lua"))
			.withMessageContaining("missing.lua");
	}

	private static String text(String file) throws IOException {
		try (InputStream text = Script.class.getResourceAsStream(file)) {
			return new String(text.readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

}
