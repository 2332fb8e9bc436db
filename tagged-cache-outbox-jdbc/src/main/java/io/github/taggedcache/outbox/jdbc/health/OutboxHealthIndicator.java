package io.github.taggedcache.outbox.jdbc.health;

import java.time.Duration;

import io.github.taggedcache.outbox.jdbc.OutboxStatus;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Down when an invalidation has been waiting in the outbox for too long, or nobody could
 * look at the outbox for as long. Asks neither the database nor the store.
 */
public final class OutboxHealthIndicator extends AbstractHealthIndicator {

	private final OutboxStatus status;

	private final Duration maxLag;

	/**
	 * Creates an indicator.
	 * @param status what the newest look at the outbox showed
	 * @param maxLag the age of a row from which on the outbox is down
	 */
	public OutboxHealthIndicator(OutboxStatus status, Duration maxLag) {
		super("The outbox of the tagged caches could not be looked at");
		this.status = status;
		this.maxLag = maxLag;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Duration lag = this.status.lag();
		Duration sinceLook = this.status.sinceLook();
		boolean late = lag.compareTo(this.maxLag) > 0 || sinceLook.compareTo(this.maxLag) > 0;
		builder.status(late ? Status.DOWN : Status.UP)
			.withDetail("rows", this.status.rows())
			.withDetail("lag", lag.toMillis() + " ms")
			.withDetail("sinceLook", sinceLook.toMillis() + " ms");
		RuntimeException failure = this.status.failure();
		if (failure != null) {
			builder.withDetail("error", failure.getClass().getName() + ": " + failure.getMessage());
		}
	}

}
