package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.taggedcache.core.judge.DeclaredTags;
import org.jspecify.annotations.Nullable;

/**
 * Tags of templates that count how often they are evaluated.
 *
 * @param templates their fingerprint
 * @param callTags the tags that the call knows
 * @param resultTags the tags that only the value gives
 * @param evaluations how often all of them were evaluated
 */
record CountedTags(long templates, List<String> callTags, List<String> resultTags,
		AtomicInteger evaluations) implements DeclaredTags {

	static CountedTags ofCall(long templates, String... tags) {
		return new CountedTags(templates, List.of(tags), List.of(), new AtomicInteger());
	}

	static CountedTags ofResult(long templates, String... tags) {
		return new CountedTags(templates, List.of(), List.of(tags), new AtomicInteger());
	}

	@Override
	public List<String> tags(@Nullable Object value) {
		this.evaluations.incrementAndGet();
		return Stream.concat(this.callTags.stream(), this.resultTags.stream()).toList();
	}

}
