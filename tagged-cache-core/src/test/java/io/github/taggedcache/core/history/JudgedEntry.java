package io.github.taggedcache.core.history;

import java.util.List;

import io.github.taggedcache.core.judge.Judged;
import io.github.taggedcache.core.name.EntryKey;

/**
 * An entry that counts how often its tags are looked at.
 */
public final class JudgedEntry implements Judged {

	public static final EntryKey KEY = EntryKey.of("articles", "1");

	private final List<String> tags;

	private final char[] slots;

	private final long asOf;

	private final long written;

	private volatile long confirmed;

	private volatile int looks;

	JudgedEntry(long asOf, long written, List<String> tags) {
		this(asOf, written, tags, TagHistory.slots(KEY, tags));
	}

	private JudgedEntry(long asOf, long written, List<String> tags, char[] slots) {
		this.asOf = asOf;
		this.written = written;
		this.confirmed = Math.min(asOf, written);
		this.tags = tags;
		this.slots = slots;
	}

	public static JudgedEntry of(long asOf, String... tags) {
		return new JudgedEntry(asOf, asOf, List.of(tags));
	}

	/**
	 * An entry with some of the tags a, b and c, one of which seems to share its slot
	 * with another tag.
	 * @param other the tag that it has not
	 */
	static JudgedEntry colliding(String other, long asOf, long written, List<String> tags) {
		return new JudgedEntry(asOf, written, tags, TagHistory.slots(KEY, List.of("a", "b", "c", other)));
	}

	int looks() {
		return this.looks;
	}

	@Override
	public EntryKey key() {
		return KEY;
	}

	@Override
	@SuppressWarnings("NonAtomicVolatileUpdate") // one thread judges
	public List<String> tags() {
		this.looks++;
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

}
