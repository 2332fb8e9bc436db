package io.github.taggedcache.test;

import java.util.List;
import java.util.Objects;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.Explanation.Outcome;
import io.github.taggedcache.Explanation.TagState;
import io.github.taggedcache.MissReason;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what the next read of a key would find. A failure says why, in the
 * sentence of the {@link Explanation}.
 */
public final class EntryAssert extends AbstractAssert<EntryAssert, Explanation> {

	EntryAssert(@Nullable Explanation actual) {
		super(actual, EntryAssert.class);
	}

	/**
	 * The next read finds the value, in the near cache or in the store.
	 * @return this assertion
	 */
	public EntryAssert isHit() {
		return check(found().isHit(), "a hit");
	}

	/**
	 * The next read finds the value in the memory of the node.
	 * @return this assertion
	 */
	public EntryAssert isHitInNearCache() {
		return check(found().outcome() == Outcome.NEAR, "a hit in the near cache");
	}

	/**
	 * The next read finds the value in the store.
	 * @return this assertion
	 */
	public EntryAssert isHitInStore() {
		return check(found().outcome() == Outcome.STORE, "a hit in the store");
	}

	/**
	 * The next read is served the value though it is stale, and has it loaded again in
	 * the background.
	 * @return this assertion
	 */
	public EntryAssert isServedStale() {
		return check(found().outcome() == Outcome.STALE, "a stale value that is served");
	}

	/**
	 * The next read loads the value, for whatever reason.
	 * @return this assertion
	 */
	public EntryAssert isMiss() {
		return check(!found().isHit(), "a miss");
	}

	/**
	 * The next read loads the value for one reason.
	 * @param reason the reason
	 * @return this assertion
	 */
	public EntryAssert isMissBecauseOf(MissReason reason) {
		return check(!found().isHit() && found().reason() == reason, "a miss because of " + reason);
	}

	/**
	 * The next read loads the value, because of an invalidation that is newer than the
	 * entry: of this tag, if no other tag of the entry was invalidated.
	 * @param tag the tag
	 * @return this assertion
	 */
	public EntryAssert isMissBecauseOfTag(String tag) {
		isMissBecauseOf(MissReason.TAG);
		long asOf = asOf();
		boolean invalidated = found().tags()
			.stream()
			.anyMatch((state) -> state.tag().equals(tag) && newest(state) > asOf);
		return check(invalidated, "a miss because of the tag " + tag);
	}

	/**
	 * The entry has these tags, and maybe others. A miss has the tags of the entry that
	 * can no longer be used, if one is left.
	 * @param tags the tags, one at least
	 * @return this assertion
	 * @throws IllegalArgumentException if there are no tags, which each entry would have
	 */
	public EntryAssert hasTags(String... tags) {
		if (tags.length == 0) {
			throw new IllegalArgumentException(
					"hasTags() without tags always holds: name a tag, or say that there are none by hasOnlyTags()");
		}
		return check(tags().containsAll(List.of(tags)), "the tags " + List.of(tags));
	}

	/**
	 * There is an entry, and it has these tags and no others.
	 * @param tags the tags, in any order
	 * @return this assertion
	 */
	public EntryAssert hasOnlyTags(String... tags) {
		List<String> expected = List.of(tags);
		check(found().near() != null || found().stored() != null, "an entry with the tags " + expected);
		return check(tags().containsAll(expected) && expected.containsAll(tags()), "only the tags " + expected);
	}

	private Explanation found() {
		isNotNull();
		return Objects.requireNonNull(this.actual);
	}

	private long asOf() {
		Explanation.Stored stored = found().stored();
		Explanation.Near near = found().near();
		if (stored != null) {
			return stored.asOf();
		}
		return (near != null) ? near.asOf() : 0;
	}

	private static long newest(TagState state) {
		long hard = (state.hard() != null) ? state.hard() : 0;
		long soft = (state.soft() != null) ? state.soft() : 0;
		return Math.max(hard, soft);
	}

	/**
	 * The tags of the application: those of the namespace and the region begin with a
	 * tilde.
	 */
	private List<String> tags() {
		return found().tags().stream().map(TagState::tag).filter((tag) -> !tag.startsWith("~")).toList();
	}

	private EntryAssert check(boolean holds, String expected) {
		if (!holds) {
			throw failure("Expected %s, but explain says:%n  %s%n  %s, tags: %s", expected, found().sentence(),
					outcome(), tags());
		}
		return this;
	}

	private String outcome() {
		return (found().reason() != null) ? found().outcome() + " because of " + found().reason()
				: found().outcome().name();
	}

}
