package io.github.taggedcache.core.load;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;

/**
 * Collects the cached values that a value is made from, while it is made. Any thread may
 * hand in what it obtained, before it gives the value to the code that asked for it.
 */
public final class Dependencies {

	/** Most names that a value takes over. With more it is not stored. */
	public static final int MAX_NAMES = 1000;

	/** Longest name of a key: an entry has room for 65,535 bytes of UTF-8. */
	private static final int MAX_CHARS = 0xFFFF / 3;

	private final Set<String> names = new LinkedHashSet<>();

	private long asOf = Long.MAX_VALUE;

	private long staleSince = Long.MAX_VALUE;

	private boolean whole = true;

	private boolean tooMuch;

	private boolean ended;

	/**
	 * Takes note of a value that was obtained.
	 * @param key its key
	 * @param tags its tags, with implicit ones or without
	 * @param asOf version up to which the value is known to be current for its tags and
	 * its key
	 */
	public void add(EntryKey key, Collection<String> tags, long asOf) {
		addStale(key, tags, asOf, Long.MAX_VALUE);
	}

	/**
	 * Takes note of a stale value that was obtained.
	 * @param key its key
	 * @param tags its tags, with implicit ones or without
	 * @param asOf version up to which the value was current
	 * @param since when it became stale, in ms
	 */
	public synchronized void addStale(EntryKey key, Collection<String> tags, long asOf, long since) {
		if (this.ended) {
			return;
		}
		tags.forEach(this::addName);
		addName(TagName.ofRegion(key.region()));
		addName(TagName.ofKey(key));
		this.asOf = Math.min(this.asOf, asOf);
		this.staleSince = Math.min(this.staleSince, since);
	}

	/**
	 * Takes note of what an inner value was made from.
	 * @param inherited what the inner value took over
	 */
	public synchronized void add(Inherited inherited) {
		if (this.ended) {
			return;
		}
		inherited.names().forEach(this::addName);
		this.asOf = Math.min(this.asOf, inherited.asOf());
		this.staleSince = Math.min(this.staleSince, inherited.staleSince());
		this.whole &= inherited.isWhole();
		this.tooMuch |= inherited.isTooMuch();
	}

	/**
	 * Takes note of a value of which nobody knows whether it is current, or what its tags
	 * are.
	 */
	public synchronized void addUnknown() {
		if (!this.ended) {
			this.whole = false;
		}
	}

	private void addName(String name) {
		if (name.equals(TagName.NAMESPACE) || !this.names.add(name)) {
			return;
		}
		if (this.names.size() > MAX_NAMES || name.length() > MAX_CHARS) {
			this.tooMuch = true;
			this.whole = false;
			this.names.remove(name);
		}
	}

	/**
	 * What has been collected so far.
	 * @return what the value takes over
	 */
	public synchronized Inherited inherited() {
		return new Inherited(List.copyOf(this.names), this.asOf, this.staleSince, this.whole, this.tooMuch);
	}

	/**
	 * Takes note that the value has its bytes: whatever is obtained from now on is no
	 * part of it.
	 */
	synchronized void end() {
		this.ended = true;
	}

}
