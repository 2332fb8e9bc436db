package io.github.taggedcache.core.region;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.core.judge.DeclaredTags;
import org.jspecify.annotations.Nullable;

/**
 * What a value is tagged with, and under which version further tags are judged.
 *
 * @param tags its tags
 * @param templates fingerprint of the templates that gave them, or
 * {@link DeclaredTags#NO_TEMPLATES}: two that are unknown are not the same
 * @param token load token of the value
 */
record Tagging(List<String> tags, long templates, long token) {

	Tagging {
		templates = (templates != DeclaredTags.UNKNOWN_TEMPLATES) ? templates : DeclaredTags.NO_TEMPLATES;
	}

	/**
	 * The tags that a call declares and the value does not carry. Where the fingerprints
	 * are equal there is none, and the templates of the call are not evaluated.
	 */
	List<String> further(DeclaredTags declared, @Nullable Object value) {
		return isBy(declared) ? List.of() : further(this.tags, declared.tags(value));
	}

	/**
	 * Whether the value carries all that a call declares, by the fingerprints alone.
	 */
	boolean isBy(DeclaredTags declared) {
		long wanted = declared.templates();
		return wanted == DeclaredTags.NO_TEMPLATES || wanted == this.templates;
	}

	/**
	 * The tags that are declared and not carried.
	 */
	static List<String> further(List<String> carried, Collection<String> declared) {
		if (carried.containsAll(declared)) {
			return List.of();
		}
		Set<String> further = new LinkedHashSet<>(declared);
		carried.forEach(further::remove);
		return List.copyOf(further);
	}

}
