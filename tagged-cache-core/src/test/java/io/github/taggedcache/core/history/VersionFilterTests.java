package io.github.taggedcache.core.history;

import java.util.List;
import java.util.stream.IntStream;

import io.github.taggedcache.core.name.EntryKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VersionFilterTests {

	private final VersionFilter filter = new VersionFilter();

	@Test
	void newerVersionOfATagOrOfTheKeyExceeds() {
		this.filter.raise("b", 20);
		this.filter.raise(EntryKey.of("articles", "2"), 30);
		assertThat(this.filter.mayExceed(slots("1", "a", "b"), 19)).isTrue();
		assertThat(this.filter.mayExceed(slots("1", "a", "b"), 20)).isFalse();
		assertThat(this.filter.mayExceed(slots("2", "a"), 29)).isTrue();
		assertThat(this.filter.mayExceed(slots("2", "a"), 30)).isFalse();
	}

	@Test
	void olderVersionTakesNothingBack() {
		this.filter.raise("a", 20);
		this.filter.raise("a", 10);
		assertThat(this.filter.mayExceed(slots("1", "a"), 19)).isTrue();
	}

	@Test
	void fewOtherNamesAreTakenForOnesOfAnEntry() {
		IntStream.range(0, 100).forEach((i) -> this.filter.raise("author:" + i, 20));
		long taken = IntStream.range(100, 10_100)
			.filter((i) -> this.filter.mayExceed(slots("" + i, "author:" + i), 10))
			.count();
		// 100 of 16384 slots, and two names each: about 122
		assertThat(taken).isBetween(1L, 300L);
	}

	@Test
	void similarNamesSpreadOverAllSlots() {
		long slots = IntStream.range(0, 16_384).map((i) -> slots("1", "author:" + i)[1]).distinct().count();
		// At random, 63 % of the slots get one of as many names
		assertThat(slots).isGreaterThan(8000);
	}

	private static char[] slots(String key, String... tags) {
		return VersionFilter.slots(EntryKey.of("articles", key), List.of(tags));
	}

}
