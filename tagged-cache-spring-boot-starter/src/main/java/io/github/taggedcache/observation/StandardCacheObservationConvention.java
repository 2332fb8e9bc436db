package io.github.taggedcache.observation;

import java.util.Locale;

import io.github.taggedcache.core.event.Observer.Outcome;
import io.github.taggedcache.observation.CacheObservation.KeyNames;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * The names and key values of {@link CacheObservation}: the cache of a load or lookup,
 * the mode of an invalidation, and the outcome. All of them are of low cardinality.
 */
public class StandardCacheObservationConvention implements CacheObservationConvention {

	private static final String UNKNOWN = "unknown";

	@Override
	public String getContextualName(CacheObservationContext context) {
		String cache = context.getCacheName();
		String operation = context.getOperation().name().toLowerCase(Locale.ROOT);
		return "cache " + operation + ((cache != null) ? " " + cache : "");
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(CacheObservationContext context) {
		return KeyValues.of(subject(context), KeyNames.OUTCOME.withValue(text(context.getOutcome())));
	}

	private static KeyValue subject(CacheObservationContext context) {
		String cache = context.getCacheName();
		String mode = context.getMode();
		return (cache != null) ? KeyNames.CACHE.withValue(cache)
				: KeyNames.MODE.withValue((mode != null) ? mode.toLowerCase(Locale.ROOT) : UNKNOWN);
	}

	private static String text(@Nullable Outcome outcome) {
		return (outcome != null) ? outcome.name().toLowerCase(Locale.ROOT) : UNKNOWN;
	}

}
