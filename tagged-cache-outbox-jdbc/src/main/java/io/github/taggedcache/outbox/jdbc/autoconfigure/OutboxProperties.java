package io.github.taggedcache.outbox.jdbc.autoconfigure;

import java.time.Duration;

import io.github.taggedcache.outbox.jdbc.OutboxTable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Properties of the outbox.
 */
@ConfigurationProperties("tagged-cache.outbox")
public class OutboxProperties {

	private static final String PREFIX = "tagged-cache.outbox.";

	private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);

	private static final Duration LONGEST = Duration.ofHours(1);

	/**
	 * Whether invalidations of a transaction are written into its database, until the
	 * store has recorded them.
	 */
	private boolean enabled = true;

	/**
	 * Name of the table, with a schema and a dot before it where needed.
	 */
	private String table = OutboxTable.DEFAULT_NAME;

	/**
	 * How often each instance looks for invalidations that nobody has recorded. A row is
	 * left to the instance that wrote it for once to twice as long.
	 */
	private Duration pollInterval = Duration.ofSeconds(1);

	/**
	 * Age of the oldest row from which on the health of the outbox is DOWN.
	 */
	private Duration maxLag = Duration.ofMinutes(1);

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public String getTable() {
		return this.table;
	}

	public void setTable(String table) {
		this.table = table;
	}

	public Duration getPollInterval() {
		return this.pollInterval;
	}

	public void setPollInterval(Duration pollInterval) {
		this.pollInterval = pollInterval;
	}

	public Duration getMaxLag() {
		return this.maxLag;
	}

	public void setMaxLag(Duration maxLag) {
		this.maxLag = maxLag;
	}

	/**
	 * Checks all of it.
	 * @return the table
	 */
	OutboxTable checked() {
		if (this.pollInterval.compareTo(SHORTEST_INTERVAL) < 0 || this.pollInterval.compareTo(LONGEST) > 0) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + "poll-interval", this.pollInterval,
					"It must be between 10ms and 1h.");
		}
		if (this.maxLag.isNegative() || this.maxLag.isZero()) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + "max-lag", this.maxLag,
					"It must be longer than nothing.");
		}
		try {
			return new OutboxTable(this.table);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + "table", this.table, ex.getMessage() + ".");
		}
	}

}
