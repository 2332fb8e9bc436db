package io.github.taggedcache.redis;

import java.util.Arrays;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.Escaping;
import io.github.taggedcache.core.name.KeyPattern;
import io.github.taggedcache.core.name.Namespace;
import org.jspecify.annotations.Nullable;

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
	 * The key of an entry. The form follows after a colon, and has another one behind the
	 * version of the region. A colon in the text is escaped, so text and form together
	 * never give the key of another text.
	 * @param key the key
	 * @return its key in Redis
	 */
	public String entry(EntryKey key) {
		String plain = Escaping.escape(this.namespace) + ':' + Escaping.escape(key.region()) + ':'
				+ Escaping.escape(key.text());
		return key.form().isEmpty() ? plain : plain + ':' + key.form();
	}

	/**
	 * The key of Redis as an entry of this namespace.
	 * @param name the bytes of a key of Redis, which may be anything
	 * @return the key of the entry, in its form; null if this is no entry of the
	 * namespace
	 */
	@Nullable EntryKey parse(byte[] name) {
		String text = Text.text(name);
		String prefix = Escaping.escape(this.namespace) + ':';
		if (!text.startsWith(prefix)) {
			return null;
		}
		String[] parts = text.substring(prefix.length()).split(":", -1);
		if (parts.length < 2 || parts.length > 4) {
			return null;
		}
		try {
			EntryKey key = EntryKey.of(Escaping.unescape(parts[0]), Escaping.unescape(parts[1]))
				.as(String.join(":", Arrays.asList(parts).subList(2, parts.length)));
			return Arrays.equals(Text.utf8(entry(key)), name) ? key : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * A pattern of Redis that the keys of entries match. Characters of the names that
	 * have a meaning in patterns are taken literally.
	 * @param region the name of a region; null for all regions
	 * @param pattern what the texts of the keys match. Others may match the pattern of
	 * Redis as well
	 * @return the pattern
	 */
	public String match(@Nullable String region, KeyPattern pattern) {
		// The form may follow the text
		return literally(this.namespace) + ':' + ((region != null) ? literally(region) : "*") + ':'
				+ pattern.broadened(KeyLayout::literally) + '*';
	}

	private static String literally(String part) {
		return Escaping.escape(part).replaceAll("[*?\\[\\\\]", "\\\\$0");
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
