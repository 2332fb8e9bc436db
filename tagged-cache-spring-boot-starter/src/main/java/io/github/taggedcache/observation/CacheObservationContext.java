package io.github.taggedcache.observation;

import io.github.taggedcache.core.event.Observer.Operation;
import io.github.taggedcache.core.event.Observer.Outcome;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What an observation of a cache is about. It holds neither keys nor values nor tags.
 */
public final class CacheObservationContext extends Observation.Context {

	private final Operation operation;

	private final String detail;

	private volatile @Nullable Outcome outcome;

	CacheObservationContext(Operation operation, String detail) {
		this.operation = operation;
		this.detail = detail;
	}

	/**
	 * What is done.
	 * @return the operation
	 */
	public Operation getOperation() {
		return this.operation;
	}

	/**
	 * The cache of a load or lookup.
	 * @return the name of the region, or null for an invalidation
	 */
	public @Nullable String getCacheName() {
		return (this.operation != Operation.INVALIDATION) ? this.detail : null;
	}

	/**
	 * The mode of an invalidation.
	 * @return {@code HARD} or {@code SOFT}, or null for a load or lookup
	 */
	public @Nullable String getMode() {
		return (this.operation == Operation.INVALIDATION) ? this.detail : null;
	}

	/**
	 * How it ended.
	 * @return the outcome, or null before the end
	 */
	public @Nullable Outcome getOutcome() {
		return this.outcome;
	}

	void setOutcome(Outcome outcome) {
		this.outcome = outcome;
	}

}
