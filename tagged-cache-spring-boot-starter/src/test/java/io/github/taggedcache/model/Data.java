package io.github.taggedcache.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the model and their tags. The two keys of a region share a bucket.
 */
final class Data {

	static final List<String> REGIONS = List.of("R", "S");

	static final List<String> TAGS = List.of("a", "b", "c", "even", "odd");

	static final List<Item> ITEMS = items();

	private Data() {
	}

	private static List<Item> items() {
		List<Item> items = new ArrayList<>();
		EntryKey r = EntryKey.of("R", "r");
		items.add(new Item(r, List.of("a"), List.of(), false));
		items.add(new Item(inBucketOf(r), List.of("a"), List.of("b"), true));
		EntryKey s = EntryKey.of("S", "s");
		items.add(new Item(s, List.of(), List.of("b"), false));
		items.add(new Item(inBucketOf(s), List.of("c"), List.of(), true));
		return items;
	}

	private static EntryKey inBucketOf(EntryKey key) {
		return Stream.iterate(0, (i) -> i + 1)
			.map((i) -> EntryKey.of(key.region(), key.text() + i))
			.filter((other) -> other.bucket() == key.bucket())
			.findFirst()
			.orElseThrow();
	}

	/**
	 * A key of the model.
	 *
	 * @param key the key
	 * @param callTags tags that the call knows
	 * @param resultTags tags that only the value shows
	 * @param hasParity whether the value also carries a tag that depends on it
	 * @param hasFingerprint whether a fingerprint stands for the templates
	 */
	record Item(EntryKey key, List<String> callTags, List<String> resultTags, boolean hasParity,
			boolean hasFingerprint) implements DeclaredTags {

		Item(EntryKey key, List<String> callTags, List<String> resultTags, boolean hasParity) {
			this(key, callTags, resultTags, hasParity, true);
		}

		/**
		 * The same key for a call that declares fewer tags: of another release, or of a
		 * method without these.
		 */
		Item declaring(Predicate<String> tags, boolean hasFingerprint) {
			return new Item(this.key, this.callTags.stream().filter(tags).toList(),
					this.resultTags.stream().filter(tags).toList(), this.hasParity && tags.test("parity"),
					hasFingerprint);
		}

		@Override
		public long templates() {
			if (this.callTags.isEmpty() && this.resultTags.isEmpty() && !this.hasParity) {
				return NO_TEMPLATES;
			}
			return this.hasFingerprint ? Math.abs(Objects.hash(this.callTags, this.resultTags, this.hasParity)) + 1L
					: UNKNOWN_TEMPLATES;
		}

		@Override
		public List<String> tags(@Nullable Object value) {
			return tags((value != null) ? (Long) value : 0L);
		}

		List<String> tags(long value) {
			List<String> tags = new ArrayList<>(this.callTags);
			tags.addAll(this.resultTags);
			if (this.hasParity) {
				tags.add((value % 2 == 0) ? "even" : "odd");
			}
			return tags;
		}

		/**
		 * What an invalidation may name to make a value of this key old.
		 */
		List<String> names(long value) {
			List<String> names = tags(value);
			names.add(TagName.NAMESPACE);
			names.add(TagName.ofRegion(this.key.region()));
			names.add(this.key.logName());
			return names;
		}

	}

}
