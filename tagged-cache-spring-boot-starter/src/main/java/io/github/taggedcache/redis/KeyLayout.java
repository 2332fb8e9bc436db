package io.github.taggedcache.redis;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.Escaping;
import io.github.taggedcache.core.name.Namespace;

/**
 * The keys of a namespace in Redis. Its control keys share the hash tag
 * <code>{ns}</code>, so that one script changes them atomically in a cluster, too.
 * Entries have no hash tag, so they spread over the cluster.
 *
 * @param namespace the name that the services which share invalidations have in common
 */
public record KeyLayout(String namespace) {

	public KeyLayout {
		Namespace.require(namespace);
	}

	public String clock() {
		return '{' + this.namespace + "}:clock";
	}

	public String log() {
		return '{' + this.namespace + "}:log";
	}

	public String tag(String tag) {
		return '{' + this.namespace + "}:tag:" + Escaping.escape(tag);
	}

	public String bucket(EntryKey key) {
		return '{' + this.namespace + "}:bucket:" + Escaping.escape(key.region()) + ':' + key.bucket();
	}

	/**
	 * The key of an entry. The form follows after a colon. A colon in the text is
	 * escaped, so text and form together never give the key of another text.
	 * @param key the key
	 * @return its key in Redis
	 */
	public String entry(EntryKey key) {
		String plain = Escaping.escape(this.namespace) + ':' + Escaping.escape(key.region()) + ':'
				+ Escaping.escape(key.text());
		return key.form().isEmpty() ? plain : plain + ':' + key.form();
	}

	/**
	 * The key of the lease of an entry. The key of the entry is its hash tag: so both lie
	 * in one slot, and one connection takes their commands in order. No entry has a brace
	 * in its key.
	 * @param key the key of the entry
	 * @return the key of the lease in Redis
	 */
	public String lease(EntryKey key) {
		return Escaping.escape(this.namespace) + ":{" + entry(key) + "}:lease";
	}

}
