package io.github.taggedcache.core.stale;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * How long the values of a region may be served after they have become stale: past their
 * time to live, or invalidated softly. A value that was invalidated is never served.
 *
 * @param whileRevalidate how long a stale value is served while it is loaded again; zero
 * means not at all
 * @param ifError how long a stale value is served where its load fails; zero means not at
 * all
 * @param ifErrorPause how long the source is left alone for a key after its load failed,
 * if there is a stale value; zero means not at all
 * @param answers exceptions of loaders that are answers and no failures: the caller gets
 * them whatever stale value there is
 */
public record StaleSettings(Duration whileRevalidate, Duration ifError, Duration ifErrorPause,
		List<Class<? extends Throwable>> answers) {

	private static final Duration LONGEST = Duration.ofDays(365);

	/** How long the source is left alone, if nothing else is said. */
	public static final Duration IF_ERROR_PAUSE = Duration.ofSeconds(5);

	/** Nothing stale is served. */
	public static final StaleSettings NONE = new StaleSettings(Duration.ZERO, Duration.ZERO, IF_ERROR_PAUSE, List.of());

	public StaleSettings {
		require("stale-while-revalidate", whileRevalidate);
		require("stale-if-error", ifError);
		require("stale-if-error-pause", ifErrorPause);
		answers = List.copyOf(answers);
	}

	/**
	 * Checks a time.
	 * @param property the name of the property, for the message
	 * @param time the time
	 * @return the time
	 * @throws IllegalArgumentException if it is negative or longer than a year
	 */
	public static Duration require(String property, Duration time) {
		if (time.isNegative() || time.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(property + " must be between 0 (not at all) and 365 days, not " + time);
		}
		return time;
	}

	/**
	 * How long an entry is kept past its time to live.
	 * @return the time; zero if nothing stale is served
	 */
	public Duration window() {
		return (this.whileRevalidate.compareTo(this.ifError) > 0) ? this.whileRevalidate : this.ifError;
	}

	/**
	 * Whether a stale value is served while it is loaded again.
	 * @param staleMillis for how long it has been stale, in ms
	 * @return whether it is
	 */
	public boolean isServedMeanwhile(long staleMillis) {
		return staleMillis < this.whileRevalidate.toMillis();
	}

	/**
	 * Whether a stale value is served where its load fails.
	 * @param staleMillis for how long it has been stale, in ms
	 * @return whether it is
	 */
	public boolean isServedOnError(long staleMillis) {
		return staleMillis < this.ifError.toMillis();
	}

	/**
	 * Whether what a loader threw is a failure of the source: no answer, nothing that
	 * happened to the caller alone, and nothing that the JVM is ill with.
	 * @param thrown what the loader threw
	 * @return whether a stale value may stand in for it
	 */
	public boolean isFailure(Throwable thrown) {
		return thrown instanceof Exception && !(thrown instanceof InterruptedException)
				&& !(thrown instanceof CancellationException)
				&& this.answers.stream().noneMatch((answer) -> answer.isInstance(thrown));
	}

}
