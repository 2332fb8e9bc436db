package io.github.taggedcache.core.history;

import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Observation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeldKeyTests {

	private static final EntryKey HELD = EntryKey.of("articles", "1");

	private static final EntryKey OTHER = EntryKey.of("articles", "2");

	@Test
	void keyThatIsHeldWasPutByNobody() {
		Observation seen = new Observation(100, Map.of(), Map.of(HELD, 50L, OTHER, 50L), Map.of(HELD, 7L, OTHER, 7L));
		Observation corrected = HeldNames.apply(seen, List.of(), List.of(HELD, OTHER), Map.of(HELD, 1));
		assertThat(corrected.put(HELD)).isZero();
		assertThat(corrected.put(OTHER)).isEqualTo(7);
	}

}
