package io.github.taggedcache.core.name;

/**
 * Where things lie in the store. The control keys of a namespace share the hash tag
 * <code>{ns}</code>, so that one script changes them atomically also in a cluster;
 * entries have none, so they spread over it.
 *
 * @param namespace what the services that share invalidations have in common
 */
public record KeyLayout(String namespace) {

	public KeyLayout {
		Text.requireNamespace(namespace);
	}

	public String clock() {
		return '{' + this.namespace + "}:clock";
	}

	public String log() {
		return '{' + this.namespace + "}:log";
	}

	public String tag(String tag) {
		return '{' + this.namespace + "}:tag:" + Text.escape(tag);
	}

	public String bucket(EntryKey key) {
		return '{' + this.namespace + "}:bucket:" + Text.escape(key.region()) + ':' + key.bucket();
	}

	/**
	 * Where an entry lies. The form goes behind a colon of its own, which is escaped in
	 * texts, so no text and form give the key of another text.
	 * @param key the key
	 * @return its key in the store
	 */
	public String entry(EntryKey key) {
		String plain = Text.escape(this.namespace) + ':' + Text.escape(key.region()) + ':' + Text.escape(key.text());
		return key.form().isEmpty() ? plain : plain + ':' + key.form();
	}

}
