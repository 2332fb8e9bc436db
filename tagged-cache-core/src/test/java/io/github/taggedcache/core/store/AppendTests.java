package io.github.taggedcache.core.store;

import java.util.Collections;
import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AppendTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	@Test
	void neitherTagsNorKeysAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Append(List.of(), List.of(), Mode.HARD, 0, 0, Append.ALWAYS, "node-1"))
			.withMessage("An invalidation names either tags or keys");
	}

	@Test
	void tagsAndKeysTogetherAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Append(List.of("a"), List.of(KEY), Mode.HARD, 0, 0, Append.ALWAYS, "node-1"))
			.withMessage("An invalidation names either tags or keys");
	}

	@Test
	void moreNamesThanTheLogTakesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> tags(InvalidationLog.MAX_NAMES + 1))
			.withMessage("One append takes at most 1000 names");
	}

	@Test
	void softKeyEventIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Append(List.of(), List.of(KEY), Mode.SOFT, 0, 0, Append.ALWAYS, "node-1"))
			.withMessage("Key events are hard");
	}

	@Test
	void negativeKnownIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Append(List.of("a"), List.of(), Mode.HARD, -1, 0, Append.ALWAYS, "node-1"))
			.withMessage("Not negative: known -1, retention 0");
	}

	@Test
	void negativeRetentionIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Append(List.of("a"), List.of(), Mode.HARD, 0, -1, Append.ALWAYS, "node-1"))
			.withMessage("Not negative: known 0, retention -1");
	}

	@Test
	void hundredNamesFitIntoARecord() {
		assertThat(tags(InvalidationLog.WIDE).isWide()).isFalse();
	}

	@Test
	void moreNamesMakeAWideRecord() {
		assertThat(tags(InvalidationLog.WIDE + 1).isWide()).isTrue();
	}

	private static Append tags(int count) {
		return new Append(Collections.nCopies(count, "a"), List.of(), Mode.HARD, 0, 0, Append.ALWAYS, "node-1");
	}

}
