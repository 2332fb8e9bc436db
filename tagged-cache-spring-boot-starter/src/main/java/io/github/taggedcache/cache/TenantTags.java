package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;

import io.github.taggedcache.core.judge.DeclaredTags;
import org.jspecify.annotations.Nullable;

/**
 * Tags that a caller outside annotated methods names, as those of its tenant.
 *
 * @param callTags the tags as entries carry them
 */
record TenantTags(List<String> callTags) implements DeclaredTags {

	@Override
	public long templates() {
		return UNKNOWN_TEMPLATES;
	}

	@Override
	public Collection<String> tags(@Nullable Object value) {
		return this.callTags;
	}

	@Override
	public boolean areAmong(List<String> tags) {
		return new HashSet<>(tags).containsAll(this.callTags);
	}

}
