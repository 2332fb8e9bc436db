package io.github.taggedcache.sample;

import io.github.taggedcache.TaggedCacheManager;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Empties the caches at start-up. The database in memory forgets when the application
 * ends, but a Redis of your own does not: what it holds would be of another database.
 */
@Component
@ConditionalOnBooleanProperty("sample.new-database")
class NewDatabase implements ApplicationRunner {

	private final TaggedCacheManager caches;

	NewDatabase(TaggedCacheManager caches) {
		this.caches = caches;
	}

	@Override
	public void run(ApplicationArguments args) {
		this.caches.invalidateAll();
	}

}
