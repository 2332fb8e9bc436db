package io.github.taggedcache.core.region;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Tags that a call names itself.
 *
 * @param callTags the tags
 */
public record LiteralTags(List<String> callTags) implements DeclaredTags {

	/** Declares nothing. */
	public static final LiteralTags NONE = new LiteralTags(List.of());

	public LiteralTags {
		callTags = List.copyOf(callTags);
	}

	@Override
	public long templates() {
		return this.callTags.isEmpty() ? NO_TEMPLATES : UNKNOWN_TEMPLATES;
	}

	@Override
	public List<String> tags(@Nullable Object value) {
		return this.callTags;
	}

	@Override
	public boolean areAmong(List<String> tags) {
		for (int i = 0; i < this.callTags.size(); i++) {
			if (!tags.contains(this.callTags.get(i))) {
				return false;
			}
		}
		return true;
	}

}
