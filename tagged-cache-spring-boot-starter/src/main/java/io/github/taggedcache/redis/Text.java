package io.github.taggedcache.redis;

import java.nio.charset.StandardCharsets;

/**
 * Text as Redis has it.
 */
final class Text {

	private Text() {
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static byte[] utf8(long number) {
		return utf8(Long.toString(number));
	}

	static String text(byte[] utf8) {
		return new String(utf8, StandardCharsets.UTF_8);
	}

	static String text(byte[] utf8, int from, int to) {
		return new String(utf8, from, to - from, StandardCharsets.UTF_8);
	}

	static long number(byte[] utf8) {
		return Long.parseLong(text(utf8));
	}

}
