package io.github.taggedcache.benchmarks.report;

import java.util.List;

import io.github.taggedcache.benchmarks.product.Product;
import org.jspecify.annotations.Nullable;

/**
 * All questions.
 */
final class Sections {

	private static final String SPRING_REDIS = "RedisCacheManager";

	/** Processor time of the JVM and of Redis. */
	private static final String CPU = "cpu us";

	private static final String SCRIPT = "A script issues the version: it takes Redis 16 us where it runs alone, three "
			+ "of them for the six commands in it, and about 40 us where three threads share two cores with Redis.";

	private static final Reference ROUND_TRIP = Reference.product(Product.ROUND_TRIP);

	private static final Reference REDIS_CACHE_MANAGER = Reference.product(Product.REDIS_CACHE_MANAGER);

	private Sections() {
	}

	static List<Section> all() {
		return List.of(near(), remote(), codec("A value to JSON", "Codec.encode"),
				codec("A value from JSON", "Codec.decode"),
				write("A read that finds nothing", "Writes.absent", "Nothing is loaded, and nothing is stored."),
				write("A miss", "Writes.miss",
						"A read that finds nothing, a load that takes no time, and the store of the value with three tags."),
				write("A put", "Writes.put", "Puts of 1,000 keys in turn, with three tags. " + SCRIPT),
				invalidate("An evict", "Invalidations.evict", "Evicts of 1,000 keys in turn. " + SCRIPT),
				invalidate("An invalidation of three tags", "Invalidations.invalidate",
						"Invalidations of the tags of 1,000 entries in turn."),
				invalidate(), mixed(),
				section("The delay until another instance stops serving", "InvalidationDelay",
						"From the return of an invalidation on one of three instances until another one reads nothing any more; "
								+ "0 where it stopped before that, and left out where it never did within 5 s. Readers pause for 20 us "
								+ "between reads.",
						List.of(), List.of("p50 us", "p99 us", "p99.9 us", "max us", "never"), null, ""),
				memory("Memory of an entry in Redis", "Memory",
						"Articles of about 1 kB with three tags, of which one is the article's own. The texts have 512 to 1,535 "
								+ "characters: Redis rounds up to steps of 128 and 256 bytes. What is kept for tags is counted. A put "
								+ "also leaves a record in the log, which has a bound, and a version of its bucket, of which a region has "
								+ "16,384 at most.",
						Product.REDIS_CACHE_MANAGER, SPRING_REDIS),
				memory("Memory of an entry in the heap", "HeapMemory",
						"The same articles: the article itself, its key, and all around it, in products that keep it there. A put also "
								+ "leaves a record in the tag history, which has a bound.",
						Product.CAFFEINE, "Caffeine"),
				section("Start-up", "StartUp",
						"From `main` until the application has asked Redis for something once, each time in a JVM of its own.",
						List.of(), List.of(), Reference.product(Product.NONE), "no cache"),
				section("An idle instance", "Idle", "What Redis does for one instance that nobody uses.", List.of(),
						List.of("B/s to Redis", "B/s from Redis", "% of a core"), null, ""));
	}

	private static Section near() {
		return section("A hit in memory", "NearHit.get",
				"Where another instance invalidates tags that nothing has, so many a second, it takes its share of the "
						+ "processor from all products. Allocations are those of one read, by `-prof gc`.",
				List.of("tags", "invalidations"), List.of("allocated B", CPU),
				(result, candidate) -> candidate
					.product() == (isProxy(result.product()) ? Product.CAFFEINE_PROXY : Product.CAFFEINE_CACHE_MANAGER)
						&& candidate.parameters().equals(result.parameters()),
				"Spring's Caffeine cache, each by `Cache.get` or by an annotated method");
	}

	private static boolean isProxy(Product product) {
		return product == Product.TAGGED_PROXY || product == Product.TAGGED_PROXY_AUDITED
				|| product == Product.CAFFEINE_PROXY;
	}

	private static Section remote() {
		return section("A hit in Redis", "RemoteHit.get",
				"The time of one read, where so many threads read all the time. RedisCacheManager has no tags. Where strict "
						+ "reads have a near cache, the value is in memory, and Redis says only whether it is valid.",
				List.of("threads", "tags"), List.of(CPU), Reference.product(Product.REDIS_CACHE_MANAGER, "threads"),
				SPRING_REDIS);
	}

	private static Section codec(String title, String benchmark) {
		return section(title, benchmark,
				"Without a cache: Jackson's mapper as it is. tagged-cache checks that the value comes back as it was.",
				List.of(), List.of(CPU), Reference.product(Product.NONE), "the mapper");
	}

	private static Section write(String title, String benchmark, String text) {
		return section(title, benchmark, text, List.of(), List.of(CPU), REDIS_CACHE_MANAGER, SPRING_REDIS);
	}

	private static Section invalidate(String title, String benchmark, String text) {
		return section(title, benchmark, text, List.of(), List.of(CPU), ROUND_TRIP, "one round trip");
	}

	private static Section invalidate() {
		return section("An invalidation, by the number of entries with the tag", "InvalidateBySize",
				"Entries are small here, some 60 bytes of JSON, so that a million fit. They are checked to be readable before "
						+ "and unreadable after it. Where products leave them in Redis, "
						+ "unreadable, the same tag is then invalidated again for more samples. The key-set index removes 1,000 "
						+ "keys by a command, all in one pipeline; spring-cache-tags removes one after the other.\n\n"
						+ "![Time of an invalidation by the number of entries](benchmarks-invalidation.svg)",
				List.of("entries"), List.of("median us"), Reference.parameter("entries", "1"), "its own of 1 entry");
	}

	private static Section mixed() {
		return section("A mixed load", "MixedLoad",
				"95 % reads of 100,000 keys by Zipf's law, 4 % reads of keys that nobody has read, 1 % invalidations of one "
						+ "entry: by a tag, or by its key where a product has no tags. Four threads an instance; all instances in one "
						+ "JVM. A stale read gives a value that was invalidated before the read began; the run fails where a tagged "
						+ "cache gives one that is staler than promised. Stale reads count from the warm-up on, throughput after it. "
						+ "Redisson's local cached map keeps its entries in Redis for ever.\n\n"
						+ "![Throughput of a mixed load](benchmarks-mixed.svg)",
				List.of("instances", "near entries"),
				List.of("p50 us", "p99 us", "p99.9 us", CPU, "stale reads", "worst staleness ms"),
				Reference.product(Product.REDIS_CACHE_MANAGER, "instances"), SPRING_REDIS);
	}

	private static Section memory(String title, String benchmark, String text, Product reference, String name) {
		return section(title, benchmark, text, List.of("entries by"), List.of(),
				Reference.product(reference, "entries by"), name);
	}

	private static Section section(String title, String benchmark, String text, List<String> parameters,
			List<String> further, @Nullable Reference reference, String referenceName) {
		return new Section(title, benchmark, text, parameters, further, reference, referenceName);
	}

}
