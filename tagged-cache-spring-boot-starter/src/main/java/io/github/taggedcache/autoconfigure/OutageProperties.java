package io.github.taggedcache.autoconfigure;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * Properties of what happens while Redis does not answer.
 */
public class OutageProperties {

	/**
	 * How often the cache asks a Redis that did not answer a command. Meanwhile commands
	 * fail at once.
	 */
	private Duration breakerPeriod = Duration.ofSeconds(1);

	/**
	 * How long after the last proof that this node knows all invalidations it serves
	 * entries of its near cache while Redis does not answer. They may be older than an
	 * invalidation on another node, never older than one on this node.
	 */
	private Duration serveNearFor = Duration.ZERO;

	/**
	 * What becomes of an invalidation that Redis did not record.
	 */
	private Invalidations invalidations = Invalidations.THROW;

	private final CircuitBreaker circuitBreaker = new CircuitBreaker();

	private final Queue queue = new Queue();

	public Duration getBreakerPeriod() {
		return this.breakerPeriod;
	}

	public void setBreakerPeriod(Duration breakerPeriod) {
		this.breakerPeriod = breakerPeriod;
	}

	public Duration getServeNearFor() {
		return this.serveNearFor;
	}

	public void setServeNearFor(Duration serveNearFor) {
		this.serveNearFor = serveNearFor;
	}

	public Invalidations getInvalidations() {
		return this.invalidations;
	}

	public void setInvalidations(Invalidations invalidations) {
		this.invalidations = invalidations;
	}

	public CircuitBreaker getCircuitBreaker() {
		return this.circuitBreaker;
	}

	public Queue getQueue() {
		return this.queue;
	}

	/**
	 * What becomes of invalidations that Redis did not record.
	 */
	public enum Invalidations {

		/** The caller gets an exception. */
		THROW,

		/**
		 * The invalidation waits in the memory of this node and is recorded when Redis
		 * answers again. Until then only this node knows of it.
		 */
		QUEUE

	}

	/**
	 * Has commands fail at once while Redis does not answer.
	 */
	public static class CircuitBreaker {

		/**
		 * Whether commands fail at once while Redis does not answer. If not, each waits
		 * for the command timeout.
		 */
		private boolean enabled = true;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

	/**
	 * Bounds of the invalidations that wait.
	 */
	public static class Queue {

		/**
		 * Number of tags and keys that wait at most. Invalidations that do not fit throw.
		 */
		private int maxNames = 10_000;

		/**
		 * Most memory of these tags and keys, by estimate.
		 */
		private DataSize maxSize = DataSize.ofMegabytes(8);

		public int getMaxNames() {
			return this.maxNames;
		}

		public void setMaxNames(int maxNames) {
			this.maxNames = maxNames;
		}

		public DataSize getMaxSize() {
			return this.maxSize;
		}

		public void setMaxSize(DataSize maxSize) {
			this.maxSize = maxSize;
		}

	}

}
