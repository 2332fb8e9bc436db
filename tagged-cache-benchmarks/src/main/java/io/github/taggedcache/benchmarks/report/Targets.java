package io.github.taggedcache.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.result.Result;

/**
 * All that is to be reached.
 */
final class Targets {

	private static final String REMOTE = "RemoteHit.get";

	private static final String THREADS = "threads";

	private static final String INSTANCES = "instances";

	private static final String NEAR_ENTRIES = "near entries";

	private static final String ENTRIES_BY = "entries by";

	private Targets() {
	}

	static String write(List<Result> results) {
		Table table = new Table(List.of("ratio", "to reach", "measured", "reached"));
		all().forEach((target) -> target.row(results).ifPresent(table::add));
		return table.toString();
	}

	private static List<Target> all() {
		List<Target> targets = new ArrayList<>();
		targets.add(new Target("near hit by `Cache.get` / Spring's Caffeine cache", "NearHit.get", Product.TAGGED,
				Map.of("tags", "3", "invalidations", "0"),
				Reference.product(Product.CAFFEINE_CACHE_MANAGER, "tags", "invalidations"), 1.5, true));
		targets.add(new Target("the same with 20 tags, while 5,000 other tags a second are invalidated", "NearHit.get",
				Product.TAGGED, Map.of("tags", "20", "invalidations", "5000"),
				Reference.product(Product.CAFFEINE_CACHE_MANAGER, "tags", "invalidations"), 1.5, true));
		targets.add(new Target("near hit by an annotated method / the same with Spring's Caffeine cache", "NearHit.get",
				Product.TAGGED_PROXY, Map.of("invalidations", "0"),
				Reference.product(Product.CAFFEINE_PROXY, "tags", "invalidations"), 1.15, true));
		remote(targets, "1", 1.05);
		remote(targets, "8", 0.9);
		remote(targets, "64", 0.95);
		targets.add(write("miss / RedisCacheManager with its defaults", "Writes.miss",
				Product.REDIS_CACHE_MANAGER_ASYNC, 1.15));
		targets.add(write("miss / RedisCacheManager with immediate writes", "Writes.miss", Product.REDIS_CACHE_MANAGER,
				0.6));
		targets.add(
				write("put / RedisCacheManager with immediate writes", "Writes.put", Product.REDIS_CACHE_MANAGER, 1.4));
		targets.add(write("evict / one round trip", "Invalidations.evict", Product.ROUND_TRIP, 1.25));
		targets.add(write("invalidation of three tags / one round trip", "Invalidations.invalidate", Product.ROUND_TRIP,
				1.25));
		targets.add(new Target("invalidation of 1,000,000 entries / of 1 entry", "InvalidateBySize",
				Product.TAGGED_REMOTE, Map.of("entries", "1000000"), Reference.parameter("entries", "1"), 1.2, true));
		mixed(targets, "3", 3.5);
		mixed(targets, "1", 4);
		memory(targets, "bytes of an entry with three tags in Redis / RedisCacheManager", "Memory",
				Product.REDIS_CACHE_MANAGER, 1.25);
		memory(targets, "the same in the heap / Caffeine", "HeapMemory", Product.CAFFEINE, 1.3);
		return targets;
	}

	private static Target write(String claim, String benchmark, Product reference, double bound) {
		return new Target(claim, benchmark, Product.TAGGED, Map.of(), Reference.product(reference), bound, true);
	}

	private static void memory(List<Target> targets, String claim, String benchmark, Product reference, double bound) {
		targets.add(new Target(claim, benchmark, Product.TAGGED, Map.of(ENTRIES_BY, "loads"),
				Reference.product(reference, ENTRIES_BY), bound, true));
	}

	private static void mixed(List<Target> targets, String instances, double bound) {
		Map<String, String> parameters = Map.of(INSTANCES, instances, NEAR_ENTRIES, "100000");
		targets.add(
				new Target(
						"mixed load, instances: %s; throughput / RedisCacheManager with its defaults"
							.formatted(instances),
						"MixedLoad", Product.TAGGED, parameters,
						Reference.product(Product.REDIS_CACHE_MANAGER_ASYNC, INSTANCES), bound, false));
		targets.add(new Target("the same / JetCache", "MixedLoad", Product.TAGGED, parameters,
				Reference.product(Product.JETCACHE, INSTANCES), 1.15, false));
	}

	private static void remote(List<Target> targets, String threads, double bound) {
		Map<String, String> parameters = Map.of(THREADS, threads, "tags", "3");
		Reference spring = Reference.product(Product.REDIS_CACHE_MANAGER, THREADS);
		targets.add(new Target("remote hit, 3 tags, %s threads / RedisCacheManager without tags".formatted(threads),
				REMOTE, Product.TAGGED_REMOTE, parameters, spring, bound, true));
		targets.add(new Target("the same, strict, no near cache", REMOTE, Product.TAGGED_STRICT_REMOTE, parameters,
				spring, 1.2, true));
		targets.add(new Target("the same, strict", REMOTE, Product.TAGGED_STRICT, parameters, spring, 1.0, true));
		targets.add(new Target("two round trips / tagged-cache, %s threads".formatted(threads), REMOTE,
				Product.TWO_ROUND_TRIPS, parameters, Reference.product(Product.TAGGED_REMOTE, THREADS, "tags"), 1.8,
				false));
	}

}
