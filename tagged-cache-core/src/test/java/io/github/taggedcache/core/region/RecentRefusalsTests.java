package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.SettableTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentRefusalsTests {

	private final SettableTime time = new SettableTime();

	private final RecentRefusals refusals = new RecentRefusals(this.time);

	@Test
	void newest200KeysAreRemembered() {
		refuse(1, 201);
		assertThat(this.refusals.get(key(1))).isNull();
		for (int i = 2; i <= 201; i++) {
			assertThat(this.refusals.get(key(i))).as("key %d", i).isNotNull();
		}
	}

	@Test
	void keyThatIsRefusedAgainIsTheNewest() {
		refuse(1, 200);
		this.refusals.refused(key(1), List.of());
		refuse(201, 201);
		assertThat(this.refusals.get(key(1))).isNotNull();
		assertThat(this.refusals.get(key(2))).isNull();
	}

	@Test
	void newestRefusalOfAKeyCounts() {
		this.refusals.refused(key(1), List.of());
		this.time.advance(Duration.ofSeconds(1));
		this.refusals.unstorable(key(1), new IllegalStateException("not storable"));
		assertThat(this.refusals.get(key(1)))
			.isEqualTo(new Refusal(Refusal.Cause.UNSTORABLE, this.time.instant().toEpochMilli()));
	}

	@Test
	void keyThatIsStoredIsForgotten() {
		refuse(1, 2);
		this.refusals.stored(key(1), List.of());
		assertThat(this.refusals.get(key(1))).isNull();
		assertThat(this.refusals.get(key(2))).isNotNull();
	}

	private void refuse(int from, int to) {
		for (int i = from; i <= to; i++) {
			this.refusals.refused(key(i), List.of());
		}
	}

	private static EntryKey key(int number) {
		return EntryKey.of(Workbench.REGION, Integer.toString(number));
	}

}
