package io.github.taggedcache.endpoint;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

/**
 * The endpoint over JMX. Whoever may connect counts as authorized to see keys, as for
 * Boot's own endpoints.
 */
@EndpointJmxExtension(endpoint = TaggedCacheEndpoint.class)
public final class TaggedCacheEndpointJmxExtension {

	private final KeyExplanations explanations;

	private final InvalidationRecords records;

	private final boolean keysShown;

	/**
	 * Creates an extension.
	 * @param explanations explains keys
	 * @param records tells of invalidations
	 * @param showKeys when keys are shown
	 */
	public TaggedCacheEndpointJmxExtension(KeyExplanations explanations, InvalidationRecords records, Show showKeys) {
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
	 * Shows the newest records of the invalidation log. One round trip.
	 * @param limit most records, from 1 to 1000; null means 100
	 * @return the records
	 */
	@ReadOperation
	public LogDescriptor log(@Nullable Integer limit) {
		return this.records.newest(limit, this.keysShown);
	}

}
