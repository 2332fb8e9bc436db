package io.github.taggedcache.cache;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.taggedcache.core.load.Dependencies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log says once for a cache about its use outside annotated methods.
 */
final class CacheWarnings {

	private static final Logger logger = LoggerFactory.getLogger(RegionCache.class);

	private final AtomicBoolean exceptionReported = new AtomicBoolean();

	private final AtomicBoolean tooMuchReported = new AtomicBoolean();

	private final String name;

	/**
	 * Creates it.
	 * @param name the name of the cache
	 */
	CacheWarnings(String name) {
		this.name = name;
	}

	/**
	 * An exception was put into the cache.
	 */
	void exceptionPut(Object exception) {
		if (!this.exceptionReported.getAndSet(true)) {
			logger.warn("Exceptions cannot be stored: the cache '{}' stays without the {} that was put into it",
					this.name, exception.getClass().getName());
		}
	}

	/**
	 * A value was made from so many cached ones that an entry cannot name them.
	 */
	void madeFromTooMuch() {
		if (!this.tooMuchReported.getAndSet(true)) {
			logger.warn(
					"A loader of the cache '{}' makes its value from cached ones with more than {} tags and keys together."
							+ " The value is not cached. Load less at a time",
					this.name, Dependencies.MAX_NAMES);
		}
	}

}
