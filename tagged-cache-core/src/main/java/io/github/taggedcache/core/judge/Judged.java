package io.github.taggedcache.core.judge;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;

/**
 * An entry that is judged again and again, and remembers up to when it was found valid.
 */
public interface Judged {

	EntryKey key();

	/**
	 * All tags, implicit ones included.
	 * @return a list with fast access by index
	 */
	List<String> tags();

	/**
	 * What a tag history made of the names above, to find their versions faster.
	 * @return the same each time
	 */
	char[] slots();

	long asOf();

	long written();

	/**
	 * The version up to which nothing has happened to the entry.
	 * @return at first the older one of {@code asOf} and {@code written}
	 */
	long confirmed();

	/**
	 * Raises that version. Writes of several threads may overtake each other: a lower one
	 * that stays costs another look, never a stale read.
	 * @param version up to which the entry was found valid
	 */
	void confirm(long version);

}
