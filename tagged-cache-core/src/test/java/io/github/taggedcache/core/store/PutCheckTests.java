package io.github.taggedcache.core.store;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PutCheckTests {

	private static final PutCheck CHECK = new PutCheck(7, List.of("a"), 50, 60);

	@ParameterizedTest(name = "clock {0}, newest {1}: {2}")
	@CsvSource({
			// nothing is newer than the token
			"70, 50, true", "70, 51, false", "50, 50, true",
			// the history ends at the very clock
			"60, 55, true", "59, 55, false", "61, 55, false",
			// the store went back
			"49, 10, false" })
	void putIsGoodIfNothingHappenedAfterItsToken(long clock, long newest, boolean isGood) {
		assertThat(CHECK.isGood(clock, newest)).isEqualTo(isGood);
	}

	@Test
	void clockThatWentBackIsNoEndOfAHistory() {
		assertThat(new PutCheck(7, List.of("a"), 50, 40).isGood(40, 10)).isFalse();
	}

	@Test
	void entryNamesItsPut() {
		assertThat(PutCheck.isPut(CHECK.written())).isTrue();
		assertThat(PutCheck.isOf(CHECK.written(), 7)).isTrue();
		assertThat(PutCheck.isOf(CHECK.written(), 8)).isFalse();
	}

	@Test
	void versionIsNoPut() {
		assertThat(PutCheck.isPut(0)).isFalse();
		assertThat(PutCheck.isOf(0, 0)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, PutCheck.MAX_ID + 1 })
	void idThatAScriptCannotHoldIsRefused(long id) {
		assertThatIllegalArgumentException().isThrownBy(() -> new PutCheck(id, List.of(), 0, 0))
			.withMessage("The id of a put is between 1 and 9007199254740991, not " + id);
	}

	@Test
	void negativeTokenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new PutCheck(1, List.of(), -1, 0))
			.withMessage("Not negative: token -1, end 0");
	}

	@Test
	void invalidationOfTagsHasNoEntriesBesideIt() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Append(List.of("a"), List.of(), Mode.HARD, 0, 0, Append.ALWAYS, "node-1", CHECK))
			.withMessage("Only key events without a condition have entries beside them");
	}

	@Test
	void conditionalKeyEventHasNoEntriesBesideIt() {
		List<EntryKey> keys = List.of(EntryKey.of("articles", "1"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Append(List.of(), keys, Mode.HARD, 0, 0, 5, "node-1", CHECK))
			.withMessage("Only key events without a condition have entries beside them");
	}

}
