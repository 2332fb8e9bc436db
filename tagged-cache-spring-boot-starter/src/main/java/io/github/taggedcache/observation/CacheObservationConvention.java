package io.github.taggedcache.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observations of tagged caches and their key values. A bean of this type takes
 * the place of {@link StandardCacheObservationConvention}.
 */
public interface CacheObservationConvention extends ObservationConvention<CacheObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof CacheObservationContext;
	}

}
