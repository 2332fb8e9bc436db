package io.github.taggedcache.core.store;

import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.name.EntryKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ObservationTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private static final Observation FIRST = new Observation(10, Map.of("a", new TagVersion(5, 0)), Map.of());

	private static final Observation SECOND = new Observation(12, Map.of("b", new TagVersion(11, 0)), Map.of(KEY, 3L));

	@Test
	void mergedClockIsTheOldestWhicheverComesFirst() {
		assertThat(Observation.merge(List.of(FIRST, SECOND)).clock()).isEqualTo(10);
		assertThat(Observation.merge(List.of(SECOND, FIRST)).clock()).isEqualTo(10);
	}

	@Test
	void mergedHasTheTagsOfAll() {
		assertThat(Observation.merge(List.of(FIRST, SECOND)).tags()).containsOnlyKeys("a", "b");
	}

	@Test
	void mergedHasTheKeyEventsOfAll() {
		assertThat(Observation.merge(List.of(FIRST, SECOND)).keyEvents()).containsExactly(Map.entry(KEY, 3L));
	}

	@Test
	void tagThatWasNotAskedForIsUnknown() {
		assertThat(FIRST.tag("b")).isNull();
	}

}
