package io.github.taggedcache.core.envelope;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * Entries as they lie in the stores of those who run a format.
 */
final class GoldenEntries {

	static final long VERSION = 1_763_712_000_000_000L;

	static final long CREATED = 1_763_712_000_123L;

	static final long EXPIRY = CREATED + 3_600_000;

	static final long TYPE = 0x0123456789ABCDEFL;

	static final long TEMPLATES = 0x0FEDCBA987654321L;

	private GoldenEntries() {
	}

	static byte[] bytes(String name) {
		return bytes(2, name);
	}

	static byte[] bytes(int format, String name) {
		Properties entries = new Properties();
		try (InputStream resource = GoldenEntries.class.getResourceAsStream("format-" + format + ".properties")) {
			entries.load(resource);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return HexFormat.of().parseHex(entries.getProperty(name));
	}

	static Header header(long softAndHardExpiry, String... tags) {
		return new Header(VERSION, VERSION, VERSION, (byte) 1, TYPE, (tags.length > 0) ? TEMPLATES : 0, CREATED,
				softAndHardExpiry, softAndHardExpiry, List.of(tags));
	}

}
