package io.github.taggedcache.redis;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.lettuce.core.StreamMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of the log. Never throws, whatever others wrote there: a record that
 * this reader does not understand names nothing, and so may mean anything.
 */
final class RecordReader {

	/** Digits of the greatest version. No writer pads a version with zeros. */
	private static final int MOST_DIGITS = 16;

	private RecordReader() {
	}

	/**
	 * Reads records. Leaves out records whose ids are no versions: they have no order.
	 */
	static List<LogRecord> read(List<StreamMessage<byte[], byte[]>> messages) {
		List<LogRecord> records = new ArrayList<>(messages.size());
		for (StreamMessage<byte[], byte[]> message : messages) {
			String id = message.getId();
			long version = number(id.substring(0, Math.max(id.indexOf('-'), 0)));
			if (version > 0) {
				records.add(record(version, fields(message)));
			}
		}
		return records;
	}

	private static Map<String, byte[]> fields(StreamMessage<byte[], byte[]> message) {
		Map<String, byte[]> fields = new HashMap<>();
		message.getBody().forEach((name, value) -> fields.put(Text.text(name), value));
		return fields;
	}

	private static LogRecord record(long version, Map<String, byte[]> fields) {
		long previous = Math.max(number(text(fields, "prev")), 0);
		String origin = text(fields, "origin");
		Mode mode = text(fields, "mode").equals("soft") ? Mode.SOFT : Mode.HARD;
		LogRecord.Kind kind = kind(fields);
		List<String> names = (kind != LogRecord.Kind.UNNAMED) ? names(fields.get("names")) : null;
		if (kind == LogRecord.Kind.TAG && names != null) {
			return new LogRecord(version, previous, kind, mode, names, List.of(), origin);
		}
		List<EntryKey> keys = (kind == LogRecord.Kind.KEY && names != null) ? keys(names) : null;
		if (keys != null) {
			return new LogRecord(version, previous, kind, mode, List.of(), keys, origin,
					Math.max(number(text(fields, "put")), 0));
		}
		return new LogRecord(version, previous, LogRecord.Kind.UNNAMED, mode, List.of(), List.of(), origin);
	}

	/**
	 * The kind that the record states, if the rest of the record is well-formed.
	 */
	private static LogRecord.Kind kind(Map<String, byte[]> fields) {
		String mode = text(fields, "mode");
		if (!fields.containsKey("origin") || number(text(fields, "prev")) < 0) {
			return LogRecord.Kind.UNNAMED;
		}
		return switch (text(fields, "kind")) {
			case "tag" -> (mode.equals("hard") || mode.equals("soft")) ? LogRecord.Kind.TAG : LogRecord.Kind.UNNAMED;
			case "key" -> mode.equals("hard") ? LogRecord.Kind.KEY : LogRecord.Kind.UNNAMED;
			default -> LogRecord.Kind.UNNAMED;
		};
	}

	private static String text(Map<String, byte[]> fields, String name) {
		byte[] value = fields.get(name);
		return (value != null) ? Text.text(value) : "";
	}

	/**
	 * Reads a version.
	 * @return negative if the text is not a version
	 */
	private static long number(String text) {
		return (text.length() <= MOST_DIGITS) ? VersionText.version(Text.utf8(text)) : VersionText.NONE;
	}

	/**
	 * Reads names, each behind its length in bytes and a colon.
	 * @return null if the field is not well-formed
	 */
	private static @Nullable List<String> names(byte @Nullable [] field) {
		if (field == null || field.length == 0) {
			return null;
		}
		List<String> names = new ArrayList<>();
		int next = 0;
		while (next < field.length) {
			int colon = colon(field, next);
			long length = (colon > 0) ? number(Text.text(field, next, colon)) : -1;
			if (length < 0 || length > field.length - colon - 1) {
				return null;
			}
			String name = name(ByteBuffer.wrap(field, colon + 1, (int) length));
			if (name == null) {
				return null;
			}
			names.add(name);
			next = colon + 1 + (int) length;
		}
		return names;
	}

	private static int colon(byte[] field, int from) {
		for (int i = from; i < Math.min(field.length, from + MOST_DIGITS); i++) {
			if (field[i] == ':') {
				return i;
			}
		}
		return -1;
	}

	private static @Nullable String name(ByteBuffer utf8) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static @Nullable List<EntryKey> keys(List<String> names) {
		List<EntryKey> keys = new ArrayList<>(names.size());
		for (String name : names) {
			try {
				keys.add(EntryKey.ofLogName(name));
			}
			catch (IllegalArgumentException ex) {
				return null;
			}
		}
		return keys;
	}

}
