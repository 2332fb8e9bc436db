package io.github.taggedcache.endpoint;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.key.KeyText;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * The keys that a text from outside may stand for. Whoever types {@code 42} does not know
 * whether the method has a number or a text for its key.
 */
final class NamedKeys {

	private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

	private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

	/** Converters of the application do not matter for text, numbers and UUIDs. */
	private static final KeyText KEY_TEXT = new KeyText(List.of());

	private NamedKeys() {
	}

	/**
	 * The key whose stored form is the text, the text itself, and the number in each
	 * width that it fits or the UUID.
	 * @throws InvalidEndpointRequestException if the text is empty
	 */
	static List<EntryKey> of(String region, String text) {
		if (text.isEmpty()) {
			throw new InvalidEndpointRequestException("No key", "The path must name a key after the region");
		}
		List<EntryKey> keys = new ArrayList<>();
		keys.add(EntryKey.of(region, text));
		for (Object key : values(text)) {
			keys.add(EntryKey.of(region, KEY_TEXT.of(key), KeyText.isItsOwnIdentity(key) ? key : null));
		}
		return keys;
	}

	private static List<Object> values(String text) {
		List<Object> keys = new ArrayList<>();
		keys.add(text);
		if (WHOLE_NUMBER.matcher(text).matches()) {
			BigInteger number = new BigInteger(text);
			if (number.bitLength() < Long.SIZE) {
				keys.add(number.longValue());
			}
			if (number.bitLength() < Integer.SIZE) {
				keys.add(number.intValue());
			}
		}
		if (IDENTIFIER.matcher(text).matches()) {
			keys.add(UUID.fromString(text));
		}
		return keys;
	}

}
