package io.github.taggedcache.observation;

import io.github.taggedcache.core.event.Observer.Operation;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of tagged caches.
 */
public enum CacheObservation implements ObservationDocumentation {

	/**
	 * A load: the code of the application makes a value. For a method with a future or
	 * publisher the load lasts until its value is there.
	 */
	LOAD("tagged.cache.load", KeyNames.CACHE),

	/** A lookup for which the store is asked. A hit in the near cache is none. */
	LOOKUP("tagged.cache.lookup", KeyNames.CACHE),

	/** An invalidation of tags by this node. */
	INVALIDATION("tagged.cache.invalidation", KeyNames.MODE);

	private final String observationName;

	private final KeyNames subject;

	CacheObservation(String observationName, KeyNames subject) {
		this.observationName = observationName;
		this.subject = subject;
	}

	static CacheObservation of(Operation operation) {
		return switch (operation) {
			case LOAD -> LOAD;
			case LOOKUP -> LOOKUP;
			case INVALIDATION -> INVALIDATION;
		};
	}

	@Override
	public String getName() {
		return this.observationName;
	}

	@Override
	public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
		return StandardCacheObservationConvention.class;
	}

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return new KeyName[] { this.subject, KeyNames.OUTCOME };
	}

	/**
	 * Names of the key values. All are of low cardinality.
	 */
	public enum KeyNames implements KeyName {

		/** The name of the cache. */
		CACHE("cache"),

		/** {@code hard} or {@code soft}. */
		MODE("mode"),

		/**
		 * {@code success} or {@code failure} of a load or invalidation; {@code hit},
		 * {@code miss} or {@code failure} of a lookup.
		 */
		OUTCOME("outcome");

		private final String text;

		KeyNames(String text) {
			this.text = text;
		}

		@Override
		public String asString() {
			return this.text;
		}

	}

}
