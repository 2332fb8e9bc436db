package io.github.taggedcache.core.judge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.core.name.TagList;
import io.github.taggedcache.core.name.TagName;
import org.jspecify.annotations.Nullable;

/**
 * Tags that a call names itself. They are checked when they are asked for: a hit that
 * carries them needs no check.
 */
public final class LiteralTags implements DeclaredTags {

	/** Declares nothing. */
	public static final LiteralTags NONE = new LiteralTags();

	private final String[] names;

	/**
	 * Declares tags.
	 * @param names the tags; not copied, so not to be changed
	 */
	public LiteralTags(String... names) {
		this.names = names;
	}

	@Override
	public long templates() {
		return (this.names.length == 0) ? NO_TEMPLATES : UNKNOWN_TEMPLATES;
	}

	/**
	 * The tags, each once.
	 * @throws IllegalArgumentException if a text is not a valid tag
	 */
	@Override
	public List<String> callTags() {
		if (this.names.length == 0) {
			return List.of();
		}
		Set<String> tags = new LinkedHashSet<>();
		for (String name : this.names) {
			tags.add(TagName.require(name));
		}
		return List.copyOf(tags);
	}

	@Override
	public List<String> tags(@Nullable Object value) {
		return callTags();
	}

	/**
	 * Looks behind the tag that was found last first, since the same call site names its
	 * tags in the same order each time.
	 */
	@Override
	public boolean areAmong(List<String> tags) {
		int next = 0;
		for (String name : this.names) {
			int found = indexOf(name, tags, next);
			if (found < 0) {
				return false;
			}
			next = found + 1;
		}
		return true;
	}

	private static int indexOf(String name, List<String> tags, int start) {
		int size = tags.size();
		for (int i = 0; i < size; i++) {
			int index = (start + i < size) ? start + i : start + i - size;
			if ((tags instanceof TagList list) ? list.isAt(index, name) : name.equals(tags.get(index))) {
				return index;
			}
		}
		return -1;
	}

}
