package io.github.taggedcache.sample.web;

import java.util.List;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.cache.CacheManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Some of the metrics that the starter publishes, as the page shows them. All of them
 * stand at {@code /actuator/metrics}.
 */
@RestController
class StatisticsController {

	private final CacheManager caches;

	private final MeterRegistry meters;

	StatisticsController(CacheManager caches, MeterRegistry meters) {
		this.caches = caches;
		this.meters = meters;
	}

	@GetMapping("/api/statistics")
	Statistics statistics() {
		List<RegionCounts> regions = this.caches.getCacheNames().stream().sorted().map(this::counts).toList();
		return new Statistics(regions, count("tagged.cache.invalidated.tags"));
	}

	private RegionCounts counts(String region) {
		return new RegionCounts(region, count("cache.gets", "cache", region, "result", "hit"),
				count("cache.gets", "cache", region, "result", "miss"),
				count("tagged.cache.misses", "cache", region, "reason", "tag"));
	}

	private long count(String meter, String... tags) {
		return (long) this.meters.find(meter)
			.tags(tags)
			.functionCounters()
			.stream()
			.mapToDouble(FunctionCounter::count)
			.sum();
	}

	/**
	 * What this instance has counted since it was started.
	 *
	 * @param regions the counts of each region
	 * @param invalidatedTags how many tags were invalidated
	 */
	record Statistics(List<RegionCounts> regions, long invalidatedTags) {

	}

	/**
	 * The counts of one region.
	 *
	 * @param region its name
	 * @param hits reads answered from the cache
	 * @param misses reads answered from the database
	 * @param invalidated those of the misses that found an entry, but one of its tags had
	 * been invalidated
	 */
	record RegionCounts(String region, long hits, long misses, long invalidated) {

	}

}
