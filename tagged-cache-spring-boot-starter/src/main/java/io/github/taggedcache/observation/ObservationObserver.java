package io.github.taggedcache.observation;

import io.github.taggedcache.core.event.Observer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes the cache with Micrometer.
 */
public final class ObservationObserver implements Observer {

	private static final CacheObservationConvention DEFAULT = new StandardCacheObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable CacheObservationConvention convention;

	/**
	 * Creates it.
	 * @param registry where observations are made
	 * @param convention names them in the place of the default convention, or null
	 */
	public ObservationObserver(ObservationRegistry registry, @Nullable CacheObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public @Nullable Object current() {
		return this.registry.getCurrentObservation();
	}

	@Override
	public Observed begin(Operation operation, String detail, @Nullable Object parent) {
		if (this.registry.isNoop()) {
			return Observed.NONE;
		}
		CacheObservationContext context = new CacheObservationContext(operation, detail);
		Observation observation = CacheObservation.of(operation)
			.observation(this.convention, DEFAULT, () -> context, this.registry);
		if (parent instanceof Observation known) {
			observation.parentObservation(known);
		}
		observation.start();
		return new ObservedOperation(observation, context);
	}

	/**
	 * One observation, from its start to its end.
	 *
	 * @param observation the observation
	 * @param context what it is about
	 */
	private record ObservedOperation(Observation observation, CacheObservationContext context) implements Observed {

		@Override
		public Scope open() {
			return this.observation.openScope()::close;
		}

		@Override
		public void end(Outcome outcome, @Nullable Throwable failure) {
			this.context.setOutcome(outcome);
			if (failure != null) {
				this.observation.error(failure);
			}
			this.observation.stop();
		}

	}

}
