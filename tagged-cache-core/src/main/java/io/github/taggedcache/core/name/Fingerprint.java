package io.github.taggedcache.core.name;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A number that stands for a text in the header of an entry.
 */
public final class Fingerprint {

	private Fingerprint() {
	}

	/**
	 * The fingerprint of a text.
	 * @param text the text
	 * @return the first eight bytes of the SHA-256 of the text's UTF-8 form; the same on
	 * every node
	 */
	public static long of(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return ByteBuffer.wrap(digest).getLong();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
