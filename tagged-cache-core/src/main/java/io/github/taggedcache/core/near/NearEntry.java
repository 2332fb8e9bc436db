package io.github.taggedcache.core.near;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Judged;
import io.github.taggedcache.core.node.TagHistory;

/**
 * One entry in the memory of the node.
 */
public final class NearEntry implements Judged {

	private final EntryKey key;

	private final List<String> tags;

	private final char[] slots;

	private final long asOf;

	private final long written;

	private final long type;

	private final Object content;

	private final long endsAt;

	private final int weight;

	private volatile long confirmed;

	/**
	 * Creates an entry.
	 * @param key its key
	 * @param tags all its tags, implicit ones included
	 * @param asOf version up to which the value is current for its tags
	 * @param written version that key events are judged against
	 * @param confirmed version up to which it was judged valid; zero if it was not judged
	 * @param type fingerprint of the type that it was stored as
	 * @param content the value, or what readers make one of
	 * @param endsAt when it expires, by the node's monotonic time in ns
	 * @param weight its size in the store, in bytes
	 */
	public NearEntry(EntryKey key, List<String> tags, long asOf, long written, long confirmed, long type,
			Object content, long endsAt, int weight) {
		this.key = key;
		this.tags = List.copyOf(tags);
		this.slots = TagHistory.slots(key, this.tags);
		this.asOf = asOf;
		this.written = written;
		this.confirmed = Math.max(confirmed, Math.min(asOf, written));
		this.type = type;
		this.content = content;
		this.endsAt = endsAt;
		this.weight = weight;
	}

	@Override
	public EntryKey key() {
		return this.key;
	}

	@Override
	public List<String> tags() {
		return this.tags;
	}

	@Override
	public char[] slots() {
		return this.slots;
	}

	@Override
	public long asOf() {
		return this.asOf;
	}

	@Override
	public long written() {
		return this.written;
	}

	@Override
	public long confirmed() {
		return this.confirmed;
	}

	@Override
	public void confirm(long version) {
		this.confirmed = version;
	}

	public long type() {
		return this.type;
	}

	public Object content() {
		return this.content;
	}

	/**
	 * Whether it has not expired.
	 * @param now the node's monotonic time in ns
	 * @return whether it may be used
	 */
	public boolean isAlive(long now) {
		return this.endsAt - now > 0;
	}

	int weight() {
		return this.weight;
	}

}
