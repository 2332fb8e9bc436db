package io.github.taggedcache.core.name;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Rules that all names share.
 */
final class Text {

	private static final int SHOWN = 60;

	private static final int HASH_BYTES = 4;

	private Text() {
	}

	static boolean hasUtf8Form(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (Character.isSurrogate(c)) {
				if (!Character.isHighSurrogate(c) || i + 1 == text.length()
						|| !Character.isLowSurrogate(text.charAt(i + 1))) {
					return false;
				}
				i++;
			}
		}
		return true;
	}

	static String abbreviate(String text) {
		return (text.length() <= SHOWN) ? text : text.substring(0, SHOWN) + "...";
	}

	/**
	 * A short hash, for messages that may not show the text.
	 */
	static String shortHash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Checks the name of a region. Any character is allowed, because the name is escaped
	 * wherever characters have a meaning.
	 */
	static String requireRegion(String name) {
		return requireName("region", name);
	}

	static String requireName(String kind, String name) {
		if (name.isBlank()) {
			throw new IllegalArgumentException("The " + kind + " name must not be empty");
		}
		if (!hasUtf8Form(name)) {
			throw new IllegalArgumentException(
					"The " + kind + " name '" + abbreviate(name) + "' contains an unpaired surrogate");
		}
		return name;
	}

}
