package io.github.taggedcache.sample;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Empties the caches at start-up, where Redis is older than the database. The database in
 * memory forgets when the application ends, but a Redis of your own does not: what it
 * holds would be of another database.
 */
@Component
class NewDatabase implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(NewDatabase.class);

	private static final int ATTEMPTS = 5;

	private final TaggedCacheManager caches;

	private final boolean newDatabase;

	NewDatabase(TaggedCacheManager caches, @Value("${sample.new-database}") boolean newDatabase) {
		this.caches = caches;
		this.newDatabase = newDatabase;
	}

	/**
	 * The first command of a JVM may take longer than the short timeout of the sample. To
	 * repeat an invalidation is safe.
	 */
	@Override
	public void run(ApplicationArguments args) {
		for (int attempt = 1; this.newDatabase && !isInvalidated(attempt); attempt++) {
			logger.info("Redis has not answered yet: attempt {}", attempt);
		}
	}

	private boolean isInvalidated(int attempt) {
		try {
			this.caches.invalidateAll();
			return true;
		}
		catch (StoreException ex) {
			if (attempt == ATTEMPTS) {
				throw ex;
			}
			return false;
		}
	}

}
