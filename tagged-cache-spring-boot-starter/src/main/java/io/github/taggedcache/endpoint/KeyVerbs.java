package io.github.taggedcache.endpoint;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.taggedcache.InvalidationRequest;
import io.github.taggedcache.KeyQuery;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * The verbs of operators with the texts of a request. What {@code TaggedCacheOperations}
 * refuses is a bad request.
 */
final class KeyVerbs {

	private final TaggedCacheManager manager;

	/**
	 * Creates it.
	 * @param manager the manager of the caches
	 */
	KeyVerbs(TaggedCacheManager manager) {
		this.manager = manager;
	}

	/**
	 * Lists keys.
	 * @throws UnknownRegionException if this node has no region of this name
	 * @throws InvalidEndpointRequestException if something else is not valid
	 */
	KeysDescriptor list(@Nullable String region, @Nullable String tag, @Nullable String pattern,
			@Nullable String cursor, @Nullable Integer limit, boolean showKeys) {
		if (region != null) {
			Regions.require(this.manager, region);
		}
		requireShown(pattern, showKeys);
		return KeysDescriptor.of(valid(() -> this.manager.operations()
			.keys(new KeyQuery(region, tag, pattern, cursor, (limit != null) ? limit : KeyQuery.DEFAULT_LIMIT))),
				showKeys);
	}

	/**
	 * Invalidates tags, evicts keys, and evicts the keys that match a pattern. A text may
	 * stand for more than one key, and then all of them are evicted.
	 * @return null if nothing but tags was invalidated: there is nothing to tell
	 * @throws UnknownRegionException if this node has no region of this name
	 * @throws InvalidEndpointRequestException if something else is not valid; nothing is
	 * invalidated then
	 */
	@Nullable InvalidationDescriptor invalidate(String @Nullable [] tags, @Nullable String region, String @Nullable [] keys,
			@Nullable String pattern, @Nullable Boolean dryRun, @Nullable String cursor, boolean showKeys) {
		if (region != null) {
			Regions.require(this.manager, region);
		}
		List<EntryKey> named = (region != null)
				? texts(keys).stream().flatMap((key) -> NamedKeys.of(region, key).stream()).distinct().toList()
				: List.of();
		if (region == null && !texts(keys).isEmpty()) {
			throw bad("'keys' need a 'region'", null);
		}
		if (Boolean.TRUE.equals(dryRun)) {
			requireShown(pattern, showKeys);
		}
		Set<String> names = new LinkedHashSet<>(texts(tags));
		names.forEach(KeyVerbs::requireTag);
		InvalidationRequest request = valid(
				() -> new InvalidationRequest(names, region, named, pattern, Boolean.TRUE.equals(dryRun), cursor));
		InvalidationDescriptor done = InvalidationDescriptor
			.of(valid(() -> this.manager.operations().invalidate(request)), showKeys);
		return (request.dryRun() || region != null) ? done : null;
	}

	/**
	 * Whether there are keys that match a pattern, tells the keys letter by letter.
	 */
	private static void requireShown(@Nullable String pattern, boolean showKeys) {
		if (pattern != null && !showKeys) {
			throw bad("A 'pattern' looks into keys, which are not shown to this caller:"
					+ " see management.endpoint.taggedcache.show-keys", null);
		}
	}

	/**
	 * The texts of a request; what is none counts as an empty one, which is not valid.
	 */
	private static List<String> texts(String @Nullable [] texts) {
		return (texts != null) ? Arrays.stream(texts).map((text) -> (text != null) ? text : "").toList() : List.of();
	}

	private static void requireTag(String tag) {
		try {
			TagName.requireCarried(tag);
		}
		catch (IllegalArgumentException ex) {
			throw bad("One of 'tags' is not valid: " + ex.getMessage(), ex);
		}
	}

	private static <T> T valid(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (IllegalArgumentException ex) {
			throw bad(String.valueOf(ex.getMessage()), ex);
		}
	}

	private static InvalidEndpointRequestException bad(String reason, @Nullable Throwable cause) {
		return new InvalidEndpointRequestException(reason, reason, cause);
	}

}
