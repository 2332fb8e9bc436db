package io.github.taggedcache.core.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.LogRecord;

/**
 * Texts that many records have in common, the origins and the regions of their keys. A
 * reader makes each of them anew for each record; the window keeps one of each. Guarded
 * by the monitor of the history.
 */
final class SharedTexts {

	private static final int MAX_TEXTS = 1000;

	private final Map<String, String> texts = new HashMap<>();

	/**
	 * A record that is equal to this one, and that takes less memory.
	 */
	LogRecord share(LogRecord record) {
		List<EntryKey> keys = record.keys().stream().map(this::share).toList();
		return new LogRecord(record.version(), record.previous(), record.kind(), record.mode(), record.tags(), keys,
				share(record.origin()), record.put());
	}

	private EntryKey share(EntryKey key) {
		return new EntryKey(share(key.region()), key.text(), key.bucket(), key.source(), key.form());
	}

	private String share(String text) {
		String known = this.texts.putIfAbsent(text, text);
		if (this.texts.size() > MAX_TEXTS) {
			this.texts.clear();
		}
		return (known != null) ? known : text;
	}

	int size() {
		return this.texts.size();
	}

}
