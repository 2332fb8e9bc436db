package io.github.taggedcache;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What an operator invalidates: tags, keys, and the keys that match a pattern; one of
 * them or all together.
 *
 * @param tags the tags
 * @param region the name of the region of the keys and of the pattern; null if there are
 * neither
 * @param keys the keys, as for {@link TaggedCache#evict}
 * @param pattern what further keys match, as {@link KeyQuery} says; null for none
 * @param dryRun whether to count only, and to change nothing
 * @param cursor the cursor of the report before, of the same request; null to begin. With
 * a cursor only the pattern goes on, since tags and keys are done; a dry run goes on
 * counting
 */
public record InvalidationRequest(Set<String> tags, @Nullable String region, List<?> keys, @Nullable String pattern,
		boolean dryRun, @Nullable String cursor) {

	public InvalidationRequest {
		tags = new LinkedHashSet<>(tags);
		keys = List.copyOf(keys);
		if (tags.isEmpty() && keys.isEmpty() && pattern == null) {
			throw new IllegalArgumentException(
					"Nothing to invalidate: name 'tags', or a 'region' with 'keys' or a" + " 'pattern'");
		}
		if (region == null && !(keys.isEmpty() && pattern == null)) {
			throw new IllegalArgumentException("'keys' and 'pattern' need a 'region'");
		}
	}

	/**
	 * An invalidation of tags.
	 * @param tags the tags
	 * @return the request
	 */
	public static InvalidationRequest ofTags(String... tags) {
		return new InvalidationRequest(new LinkedHashSet<>(List.of(tags)), null, List.of(), null, false, null);
	}

	/**
	 * An eviction of keys.
	 * @param region the name of their region
	 * @param keys the keys
	 * @return the request
	 */
	public static InvalidationRequest ofKeys(String region, Object... keys) {
		return new InvalidationRequest(Set.of(), region, List.of(keys), null, false, null);
	}

	/**
	 * An eviction of the keys that match a pattern.
	 * @param region the name of their region
	 * @param pattern the pattern
	 * @return the request
	 */
	public static InvalidationRequest ofPattern(String region, String pattern) {
		return new InvalidationRequest(Set.of(), region, List.of(), pattern, false, null);
	}

	/**
	 * This request and another one, whose keys and pattern are of the same region.
	 * @param other the other one; its pattern counts if both have one
	 * @return both together
	 * @throws IllegalArgumentException if the regions differ
	 */
	public InvalidationRequest and(InvalidationRequest other) {
		if (this.region != null && other.region != null && !this.region.equals(other.region)) {
			throw new IllegalArgumentException(
					"One request is for one region, not for '" + this.region + "' and '" + other.region + "'");
		}
		Set<String> tags = new LinkedHashSet<>(this.tags);
		tags.addAll(other.tags);
		List<Object> keys = new ArrayList<>(this.keys);
		keys.addAll(other.keys);
		return new InvalidationRequest(tags, (this.region != null) ? this.region : other.region, keys,
				(other.pattern != null) ? other.pattern : this.pattern, this.dryRun || other.dryRun, this.cursor);
	}

	/**
	 * The same, which counts only.
	 * @return the request
	 */
	public InvalidationRequest asDryRun() {
		return new InvalidationRequest(this.tags, this.region, this.keys, this.pattern, true, this.cursor);
	}

	/**
	 * The rest of the same. Unless it is a dry run, its tags and keys are done: only the
	 * pattern goes on.
	 * @param cursor the cursor of the report before
	 * @return the request
	 */
	public InvalidationRequest after(@Nullable String cursor) {
		return new InvalidationRequest(this.tags, this.region, this.keys, this.pattern, this.dryRun, cursor);
	}

}
