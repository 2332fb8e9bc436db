package io.github.taggedcache.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

import io.github.taggedcache.core.store.InvalidationLostException;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheErrorHandler;

/**
 * Lets an application go on without its store. A failed read is a miss, and a failed put
 * is skipped; both are logged once a period. An evict or a clear that could not be
 * recorded throws, since the old value may still be served. An exception that is no
 * failure of the store is thrown as well.
 */
public final class StoreErrorHandler implements CacheErrorHandler {

	private static final Logger logger = LoggerFactory.getLogger(StoreErrorHandler.class);

	private static final long NEVER = Long.MIN_VALUE;

	private final InstantSource time;

	private final long periodMillis;

	private final AtomicLong lastLogged = new AtomicLong(NEVER);

	private final AtomicLong suppressed = new AtomicLong();

	/**
	 * Creates a handler.
	 * @param time tells when a period is over
	 * @param period how long to be silent after a warning
	 */
	public StoreErrorHandler(InstantSource time, Duration period) {
		this.time = time;
		this.periodMillis = period.toMillis();
	}

	@Override
	public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
		goOn(exception, "read from", cache);
	}

	@Override
	public void handleCachePutError(RuntimeException exception, Cache cache, Object key, @Nullable Object value) {
		goOn(exception, "put into", cache);
	}

	@Override
	public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
		throw exception;
	}

	@Override
	public void handleCacheClearError(RuntimeException exception, Cache cache) {
		throw exception;
	}

	private void goOn(RuntimeException exception, String action, Cache cache) {
		if (!(exception instanceof StoreException) || exception instanceof InvalidationLostException) {
			throw exception;
		}
		long now = this.time.millis();
		long last = this.lastLogged.get();
		boolean due = last == NEVER || now - last >= this.periodMillis;
		if (due && this.lastLogged.compareAndSet(last, now)) {
			logger.warn(
					"Cannot {} the cache '{}'; the application goes on without it. {} such failures were"
							+ " not logged before this one",
					action, cache.getName(), this.suppressed.getAndSet(0), exception);
		}
		else {
			this.suppressed.incrementAndGet();
		}
	}

}
