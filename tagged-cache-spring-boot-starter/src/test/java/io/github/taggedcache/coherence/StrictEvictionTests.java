package io.github.taggedcache.coherence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances whose reads are strict. One of them evicts thousands of keys, which share
 * their buckets with hundreds of entries.
 */
class StrictEvictionTests {

	private static final int ENTRIES = 1000;

	private static final int EVICTIONS = 8000;

	private static EmbeddedRedis server;

	private static Instance instance;

	private static Instance other;

	@BeforeAll
	static void fillAndEvict() {
		server = EmbeddedRedis.start();
		instance = start();
		other = start();
		instance.awaitProof();
		other.awaitProof();
		Map<Integer, String> entries = new LinkedHashMap<>();
		for (int i = 0; i < ENTRIES; i++) {
			entries.put(i, "text");
		}
		instance.cache("texts").putAll(entries);
		TaggedCache evicting = other.cache("texts");
		IntStream.range(ENTRIES, ENTRIES + EVICTIONS).parallel().forEach(evicting::evict);
		instance.awaitPositionOf(other);
		other.awaitPositionOf(other);
	}

	private static Instance start() {
		return Instance.start(server.uri(), "strict-eviction", new Database(), "tagged-cache.consistency=strict");
	}

	@AfterAll
	static void stop() {
		instance.close();
		other.close();
		server.close();
	}

	@Test
	void entriesOutliveEvictionsOfOtherKeysInTheirBuckets() {
		assertThat(found(instance)).isEqualTo(ENTRIES);
		assertThat(found(other)).isEqualTo(ENTRIES);
	}

	@Test
	void evictedEntryIsAMissOnBoth() {
		int key = ENTRIES;
		instance.cache("texts").put(key, "text");
		other.cache("texts").evict(key);
		assertThat(instance.cache("texts").get(key)).isNull();
		assertThat(other.cache("texts").get(key)).isNull();
	}

	private static int found(Instance reader) {
		int found = 0;
		for (int i = 0; i < ENTRIES; i++) {
			if (reader.cache("texts").get(i) != null) {
				found++;
			}
		}
		return found;
	}

}
