package io.github.taggedcache.core.judge;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The tags that a call declares. An entry serves the call only if none of them was
 * invalidated, whoever stored the entry and under whatever tags.
 */
public interface DeclaredTags {

	/**
	 * No fingerprint stands for the templates of the call, so the tags decide. Entries
	 * that such a call stores carry {@link #NO_TEMPLATES}.
	 */
	long UNKNOWN_TEMPLATES = -1;

	/** The call declares no tags: every entry will do. */
	long NO_TEMPLATES = 0;

	/**
	 * What stands for the templates of the call. Two calls for one key with the same
	 * fingerprint declare the same tags for the same value.
	 * @return the fingerprint, {@link #NO_TEMPLATES} or {@link #UNKNOWN_TEMPLATES}
	 */
	long templates();

	/**
	 * The tags that are known before there is a value. May run code of the application.
	 * @return the tags
	 */
	List<String> callTags();

	/**
	 * All tags of a value. May run code of the application.
	 * @param value the value, which may be null
	 * @return the tags
	 */
	Collection<String> tags(@Nullable Object value);

	/**
	 * Whether an entry carries all tags of the call, where that can be told without its
	 * value. Allocates nothing.
	 * @param tags the tags of the entry
	 * @return whether it does; false if {@link #tags} must tell
	 */
	default boolean areAmong(List<String> tags) {
		return false;
	}

}
