package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.github.taggedcache.core.judge.DeclaredTags;
import org.jspecify.annotations.Nullable;

/**
 * The tags that a call declares for the region of one view.
 *
 * @param tags the tags of its value
 * @param templates what stands for the templates of the method, where the key of the view
 * determines what they give
 * @param methodTag the tag that names the method; null if the region has no such tags
 */
record InvocationTags(CallTags tags, long templates, @Nullable String methodTag) implements DeclaredTags {

	@Override
	public List<String> callTags() {
		List<String> known = this.tags.ofCall();
		return (this.methodTag != null) ? Stream.concat(known.stream(), Stream.of(this.methodTag)).toList() : known;
	}

	@Override
	public Collection<String> tags(@Nullable Object value) {
		return this.tags.of(value, this.methodTag);
	}

}
