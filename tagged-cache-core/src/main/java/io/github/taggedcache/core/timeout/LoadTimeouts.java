package io.github.taggedcache.core.timeout;

import java.time.Duration;

/**
 * How long callers wait for a load, whoever runs it. The load goes on without them, and
 * stores what it gives.
 *
 * @param soft after which time a caller is served a stale value, if there is one; zero
 * means never
 * @param hard after which time a caller waits no longer; zero means never
 * @param onExecutor whether the loaders of blocking calls run on the executor, so that
 * their callers can leave them; else only asynchronous calls have limits
 */
public record LoadTimeouts(Duration soft, Duration hard, boolean onExecutor) {

	/** Every caller waits. */
	public static final LoadTimeouts NONE = new LoadTimeouts(Duration.ZERO, Duration.ZERO, false);

	public LoadTimeouts {
		require("load-timeout.soft", soft);
		require("load-timeout.hard", hard);
		if (!soft.isZero() && !hard.isZero() && soft.compareTo(hard) >= 0) {
			throw new IllegalArgumentException(
					"load-timeout.soft must be shorter than load-timeout.hard, not " + soft + " and " + hard);
		}
	}

	/**
	 * Checks a limit.
	 * @param property the name of the property, for the message
	 * @param limit the limit
	 * @return the limit
	 * @throws IllegalArgumentException if it is negative, or longer than a day
	 */
	public static Duration require(String property, Duration limit) {
		if (limit.isNegative() || limit.compareTo(Duration.ofDays(1)) > 0) {
			throw new IllegalArgumentException(property + " must be between 0 (no limit) and 1 day, not " + limit);
		}
		return limit;
	}

	/**
	 * Whether any caller leaves a load.
	 * @return false if both limits are zero
	 */
	public boolean isOn() {
		return !this.soft.isZero() || !this.hard.isZero();
	}

}
