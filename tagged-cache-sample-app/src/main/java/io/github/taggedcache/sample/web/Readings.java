package io.github.taggedcache.sample.web;

import java.util.function.Supplier;

import io.github.taggedcache.sample.article.Loads;
import io.github.taggedcache.sample.web.Reading.Source;

import org.springframework.stereotype.Component;

/**
 * Watches a call of a cached method: it came from the cache if nothing was loaded.
 */
@Component
class Readings {

	private static final double NANOS_PER_MILLI = 1_000_000;

	private final Loads loads;

	Readings(Loads loads) {
		this.loads = loads;
	}

	<T> Reading<T> read(Supplier<T> call) {
		long loadsBefore = this.loads.onThisThread();
		long start = System.nanoTime();
		T value = call.get();
		double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
		Source source = (this.loads.onThisThread() == loadsBefore) ? Source.CACHE : Source.DATABASE;
		return new Reading<>(value, source, millis);
	}

}
