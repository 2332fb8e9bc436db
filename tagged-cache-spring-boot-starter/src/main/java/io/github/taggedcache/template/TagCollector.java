package io.github.taggedcache.template;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The tags of one call, each once, in the order of their templates, and not too many.
 */
final class TagCollector {

	private final Declaration declaration;

	private final Set<String> tags = new LinkedHashSet<>();

	TagCollector(Declaration declaration, Collection<String> known) {
		this.declaration = declaration;
		known.forEach(this::add);
	}

	void add(String tag) {
		this.tags.add(tag);
		if (this.tags.size() > TagAnnotations.MAX_TAGS) {
			throw tooMany(this.declaration);
		}
	}

	Set<String> tags() {
		return Collections.unmodifiableSet(this.tags);
	}

	static TagTemplateException tooMany(Declaration declaration) {
		return declaration.failure("Number of tags", "one call gives more than " + TagAnnotations.MAX_TAGS
				+ " tags, the most there may be: use a tag that stands for more", null);
	}

}
