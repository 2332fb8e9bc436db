package io.github.taggedcache.core.node;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;

/**
 * An entry that counts how often its tags are looked at.
 */
final class JudgedEntry implements Judged {

	static final EntryKey KEY = EntryKey.of("articles", "1");

	private final List<String> tags;

	private final long asOf;

	private final long written;

	private volatile long confirmed;

	private volatile int looks;

	JudgedEntry(long asOf, long written, List<String> tags) {
		this.asOf = asOf;
		this.written = written;
		this.confirmed = Math.min(asOf, written);
		this.tags = tags;
	}

	static JudgedEntry of(long asOf, String... tags) {
		return new JudgedEntry(asOf, asOf, List.of(tags));
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
