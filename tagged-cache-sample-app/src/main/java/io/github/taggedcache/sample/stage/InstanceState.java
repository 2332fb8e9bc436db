package io.github.taggedcache.sample.stage;

import java.util.List;

/**
 * How an instance is, by its meters.
 *
 * @param port the port that it listens on
 * @param trusted whether it is proven to be caught up, so that it judges entries itself
 * @param lagMillis how old that proof is, in ms
 * @param near reads answered from the near cache
 * @param redis reads answered from Redis
 * @param loaded reads answered by the database
 * @param gaps times that it missed records of the log
 * @param repairs times that it found that Redis had lost data
 * @param newest the newest reads, the oldest first
 */
public record InstanceState(int port, boolean trusted, long lagMillis, long near, long redis, long loaded, long gaps,
		long repairs, List<Timed> newest) {

	/**
	 * A read.
	 *
	 * @param level where it ended
	 * @param millis how long it took
	 */
	public record Timed(String level, double millis) {

	}

}
