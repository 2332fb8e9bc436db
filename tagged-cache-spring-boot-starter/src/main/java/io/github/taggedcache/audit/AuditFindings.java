package io.github.taggedcache.audit;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.taggedcache.AuditFinding;
import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * The newest findings.
 */
final class AuditFindings {

	static final int MOST = 1000;

	private final Map<EntryKey, AuditFinding> newest = new LinkedHashMap<>();

	synchronized void add(EntryKey key, AuditFinding finding) {
		this.newest.remove(key);
		this.newest.put(key, finding);
		if (this.newest.size() > MOST) {
			this.newest.remove(this.newest.keySet().iterator().next());
		}
	}

	synchronized void remove(EntryKey key) {
		this.newest.remove(key);
	}

	synchronized @Nullable AuditFinding find(EntryKey key) {
		return this.newest.get(key);
	}

}
