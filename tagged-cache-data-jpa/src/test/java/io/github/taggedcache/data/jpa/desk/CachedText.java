package io.github.taggedcache.data.jpa.desk;

import java.util.function.Supplier;

import io.github.taggedcache.annotation.CacheTags;

import org.springframework.cache.annotation.Cacheable;

/**
 * Cached methods whose values do not show what they were read from.
 */
public class CachedText {

	@Cacheable(cacheNames = "text", key = "#key")
	public String get(String key, Supplier<String> loader) {
		return loader.get();
	}

	@Cacheable(cacheNames = "text", key = "#key")
	@CacheTags("Ticket[status=#{#status}]")
	public String ofStatus(String key, String status, Supplier<String> loader) {
		return loader.get();
	}

}
