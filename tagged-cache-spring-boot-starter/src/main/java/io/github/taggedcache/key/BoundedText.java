package io.github.taggedcache.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Replaces texts of more than 256 bytes of UTF-8 by their SHA-256.
 */
final class BoundedText {

	static final int MAXIMUM_BYTES = 256;

	private static final int MAXIMUM_BYTES_OF_CHAR = 3;

	private BoundedText() {
	}

	static String of(String text) {
		if (text.length() <= MAXIMUM_BYTES / MAXIMUM_BYTES_OF_CHAR) {
			return text;
		}
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return (bytes.length <= MAXIMUM_BYTES) ? text : "sha256(" + sha256(bytes) + ")";
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform must have SHA-256, this one has not", ex);
		}
	}

}
