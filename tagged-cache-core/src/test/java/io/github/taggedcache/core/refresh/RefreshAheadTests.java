package io.github.taggedcache.core.refresh;

import java.util.stream.IntStream;

import io.github.taggedcache.core.name.EntryKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RefreshAheadTests {

	private static final long CREATED = 1_000_000;

	private static final long END = CREATED + 10_000;

	private final RefreshAhead ahead = new RefreshAhead(0.6);

	@Test
	void noEntryIsDueBeforeTheShareIsOver() {
		assertThat(IntStream.range(0, 1000))
			.noneMatch((id) -> this.ahead.isDue(key(id), CREATED, END, CREATED + 5_999));
	}

	@Test
	void everyEntryIsDueAQuarterOfTheRestLater() {
		assertThat(IntStream.range(0, 1000)).allMatch((id) -> this.ahead.isDue(key(id), CREATED, END, CREATED + 7_000));
	}

	@Test
	void entriesOfOneMomentAreDueAtDifferentMoments() {
		long early = IntStream.range(0, 1000)
			.filter((id) -> this.ahead.isDue(key(id), CREATED, END, CREATED + 6_500))
			.count();
		assertThat(early).isBetween(400L, 600L);
	}

	@Test
	void entryWithoutEndIsNeverDue() {
		assertThat(this.ahead.isDue(key(1), CREATED, 0, Long.MAX_VALUE)).isFalse();
		assertThat(RefreshAhead.NEVER.isDue(key(1), CREATED, END, END)).isFalse();
	}

	@Test
	void marginIsWhatIsLeftAfterTheShare() {
		assertThat(this.ahead.marginNanos(1000)).isEqualTo(400);
		assertThat(RefreshAhead.NEVER.marginNanos(1000)).isZero();
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1, 1.5, Double.NaN })
	void wrongShareIsRefused(double share) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RefreshAhead(share))
			.withMessageContaining("refresh-ahead")
			.withMessageContaining("" + share);
	}

	private static EntryKey key(int id) {
		return EntryKey.of("articles", "" + id);
	}

}
