package io.github.taggedcache.redis;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Tag("row-15")
class ScanCursorTests {

	private static final String A = "a".repeat(40);

	private static final String B = "b".repeat(40);

	@Test
	void scanOfAClusterBeginsAtTheFirstMasterAndVisitsEach() {
		assertThat(ScanCursor.parse("").onOneOf(List.of(A, B))).hasToString(A + "-0");
		assertThat(ScanCursor.afterNode(A, List.of(A, B))).hasToString(B + "-0");
		assertThat(ScanCursor.afterNode(B, List.of(A, B))).hasToString("");
	}

	@Test
	void cursorIsReadAsItWasWritten() {
		for (String text : List.of("", "17", A + "-0", B + "-18446744073709551615")) {
			assertThat(ScanCursor.parse(text)).hasToString(text);
		}
	}

	@Test
	void cursorOfAMasterThatIsGoneEndsTheScan() {
		assertThatIllegalStateException().isThrownBy(() -> ScanCursor.parse(B + "-17").onOneOf(List.of(A)))
			.withMessageContaining("Begin the scan again");
	}

	@Test
	void cursorOfOneServerIsNoneOfAClusterAndTheOtherWayRound() {
		assertThatIllegalStateException().isThrownBy(() -> ScanCursor.parse("17").onOneOf(List.of(A)));
		assertThatIllegalStateException().isThrownBy(() -> ScanCursor.parse(A + "-17").onServer());
	}

	@Test
	void cursorThatWouldBeginAgainIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ScanCursor.parse("0"));
	}

}
