package io.github.taggedcache.endpoint;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

/**
 * The endpoint over JMX. Whoever may connect counts as authorized to see keys, as for
 * Boot's own endpoints.
 */
@EndpointJmxExtension(endpoint = TaggedCacheEndpoint.class)
public final class TaggedCacheEndpointJmxExtension {

	private final TaggedCacheEndpoint endpoint;

	private final KeyExplanations explanations;

	private final InvalidationRecords records;

	private final boolean keysShown;

	/**
	 * Creates an extension.
	 * @param endpoint the endpoint
	 * @param explanations explains keys
	 * @param records tells of invalidations
	 * @param showKeys when keys are shown
	 */
	public TaggedCacheEndpointJmxExtension(TaggedCacheEndpoint endpoint, KeyExplanations explanations,
			InvalidationRecords records, Show showKeys) {
		this.endpoint = endpoint;
		this.explanations = explanations;
		this.records = records;
		this.keysShown = showKeys.isShown(true);
	}

	/**
	 * Explains what the next read of a key would find on this node. Changes nothing. Two
	 * round trips for each key that the text may mean, of which there are three at most.
	 * @param region the name of the region
	 * @param key the text of the key
	 * @return the explanations
	 */
	@ReadOperation
	public KeyDescriptor explain(String region, String key) {
		return this.explanations.explain(region, key, this.keysShown);
	}

	/**
	 * Tells of the last invalidations of a tag. One round trip.
	 * @param tag the tag
	 * @return its versions and records
	 */
	@ReadOperation
	public TagDescriptor tag(String tag) {
		return this.records.ofTag(tag);
	}

	/**
	 * Lists keys with their tags and what a read would make of their entries. Scans the
	 * store, for some five seconds a call.
	 * @param region the region of the keys; null for all
	 * @param tag a tag that their entries carry; null for any
	 * @param pattern what the keys match; null for all
	 * @param cursor where to go on
	 * @param limit how many keys end a page, from 1 to 1000; null means 100
	 * @return the next page
	 */
	@ReadOperation
	public KeysDescriptor keys(@Nullable String region, @Nullable String tag, @Nullable String pattern,
			@Nullable String cursor, @Nullable Integer limit) {
		return this.endpoint.keys(region, tag, pattern, cursor, limit, this.keysShown);
	}

	/**
	 * Invalidates as {@link TaggedCacheEndpoint#invalidate} does, and shows keys unless
	 * they never are.
	 * @param tags the tags
	 * @param region the name of the region of the keys and of the pattern
	 * @param keys the texts of the keys
	 * @param pattern what further keys match
	 * @param dryRun whether to count only
	 * @param cursor where to go on
	 * @return what was done; null if nothing but tags was invalidated
	 */
	@WriteOperation
	public @Nullable InvalidationDescriptor invalidate(String @Nullable [] tags, @Nullable String region,
			String @Nullable [] keys, @Nullable String pattern, @Nullable Boolean dryRun, @Nullable String cursor) {
		return this.endpoint.invalidate(tags, region, keys, pattern, dryRun, cursor, this.keysShown);
	}

	/**
	 * Shows the newest records of the invalidation log. One round trip.
	 * @param limit most records, from 1 to 1000; null means 100
	 * @return the records
	 */
	@ReadOperation
	public LogDescriptor log(@Nullable Integer limit) {
		return this.records.newest(limit, this.keysShown);
	}

}
