package io.github.taggedcache.core.store;

import java.util.Collections;
import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ObservedNamesTests {

	@Test
	void asManyNamesAsTheLogTakesAreAccepted() {
		assertThat(names(InvalidationLog.MAX_NAMES - 1).tags()).hasSize(999);
	}

	@Test
	void moreTagsAndKeysThanTheLogTakesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> names(InvalidationLog.MAX_NAMES))
			.withMessage("One observe takes at most 1000 names");
	}

	@Test
	void negativeRetentionIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ObservedNames(List.of("a"), List.of(), -1, false))
			.withMessage("Not negative: retention -1");
	}

	private static ObservedNames names(int tags) {
		return new ObservedNames(Collections.nCopies(tags, "a"), List.of(EntryKey.of("articles", "1")), 0, false);
	}

}
