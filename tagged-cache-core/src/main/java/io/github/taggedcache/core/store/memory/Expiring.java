package io.github.taggedcache.core.store.memory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

/**
 * A value that expires.
 *
 * @param value the value
 * @param millis how long the value is kept, in ms; zero means for ever
 */
record Expiring<V>(V value, long millis) {

	private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

	static <K, V> Cache<K, Expiring<V>> cache(InstantSource time, long maximumSize) {
		return Caffeine.newBuilder()
			.maximumSize(maximumSize)
			.expireAfter(Expiry.<K, Expiring<V>>writing((key, kept) -> kept.duration()))
			.ticker(() -> time.millis() * NANOS_PER_MILLI)
			.executor(Runnable::run)
			.build();
	}

	private Duration duration() {
		return (this.millis > 0) ? Duration.ofMillis(this.millis) : Duration.ofNanos(Long.MAX_VALUE);
	}

}
