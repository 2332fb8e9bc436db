package io.github.taggedcache.store;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.PutCheck;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which puts a store finds good, and what becomes of their ids.
 */
interface PutContract {

	EntryKey A_KEY = StoreFixture.key("put");

	EntryKey ANOTHER_KEY = StoreFixture.key("put too");

	long ID = (1L << 53) - 1;

	/** An end at which no history ends. */
	long NO_END = 0;

	StoreFixture store();

	@Test
	default void putIsGoodWhoseNamesDidNotChange() {
		long token = known();
		Appended put = store().put(check(token, NO_END), A_KEY);
		assertThat(put.put()).isEqualTo(ID);
		assertThat(put.before()).containsExactly(token);
		assertThat(put.version()).isGreaterThan(token);
	}

	@Test
	default void eventOfAGoodPutHasItsId() {
		Appended put = store().put(check(known(), NO_END), A_KEY, ANOTHER_KEY);
		Observation seen = store().observeKeys(A_KEY, ANOTHER_KEY);
		assertThat(seen.keyEvents().values()).containsOnly(put.version());
		assertThat(seen.put(A_KEY)).isEqualTo(ID);
		assertThat(seen.put(ANOTHER_KEY)).isEqualTo(ID);
	}

	@Test
	default void peekingTellsThePutToo() {
		store().put(check(known(), NO_END), A_KEY);
		assertThat(store().log().peek(List.of(), List.of(A_KEY)).join().put(A_KEY)).isEqualTo(ID);
	}

	@Test
	default void recordOfAGoodPutHasItsId() {
		store().put(check(known(), NO_END), A_KEY);
		assertThat(store().log().newest(1).join().get(0).put()).isEqualTo(ID);
	}

	@Test
	default void putIsNotGoodWhoseTagWasInvalidated() {
		long token = known();
		store().invalidate("a");
		assertNotGood(store().put(check(token, NO_END), A_KEY));
	}

	@Test
	default void putIsNotGoodWhoseTagWasInvalidatedSoftly() {
		long token = known();
		store().softInvalidate("a");
		assertNotGood(store().put(check(token, NO_END), A_KEY));
	}

	@Test
	default void putIsNotGoodWhoseKeyHadAnotherEvent() {
		long token = known();
		store().keyEvent(ANOTHER_KEY);
		assertNotGood(store().put(check(token, NO_END), A_KEY, ANOTHER_KEY));
	}

	@Test
	default void putIsGoodWhereSomethingElseWasInvalidated() {
		long token = known();
		store().invalidate("b");
		assertThat(store().put(check(token, NO_END), A_KEY).put()).isEqualTo(ID);
	}

	@Test
	default void tagThatWasLostMayHaveChangedAfterTheToken() {
		long token = known();
		store().invalidate("b");
		store().forgetTag("a");
		assertNotGood(store().put(check(token, NO_END), A_KEY));
	}

	@Test
	default void bucketThatWasLostMayHaveChangedAfterTheToken() {
		long token = known();
		store().invalidate("b");
		store().forgetBucket(A_KEY);
		assertNotGood(store().put(check(token, NO_END), A_KEY));
	}

	@Test
	default void historyThatEndsAtTheClockKnowsBetter() {
		long token = known();
		long end = store().keyEvent(A_KEY).version();
		assertThat(store().put(check(token, end), A_KEY).put()).isEqualTo(ID);
	}

	@Test
	default void historyThatEndsBeforeOrBehindTheClockTellsNothing() {
		long token = known();
		long end = store().keyEvent(A_KEY).version();
		assertNotGood(store().put(check(token, end - 1), A_KEY));
		assertNotGood(store().put(check(token, end + 1_000_000_000_000L), A_KEY));
	}

	@Test
	default void tokenAboveTheClockIsNone() {
		long token = known();
		assertNotGood(store().put(check(token + 1, NO_END), A_KEY));
	}

	@Test
	default void putIsNotGoodWhereTheClockIsLost() {
		long token = known();
		store().forgetAll();
		assertNotGood(store().put(check(token, NO_END), A_KEY));
		store().forgetAll();
		assertNotGood(store().put(check(0, NO_END), A_KEY));
	}

	@Test
	default void nextEventTakesTheIdAway() {
		store().put(check(known(), NO_END), A_KEY);
		long version = store().keyEvent(A_KEY).version();
		Observation seen = store().observeKeys(A_KEY);
		assertThat(seen.keyEvents()).containsEntry(A_KEY, version);
		assertThat(seen.put(A_KEY)).isZero();
	}

	@Test
	default void bucketOfAPutIsReadLikeAnyOther() {
		long version = store().put(check(known(), NO_END), A_KEY).version();
		assertThat(store().keyEventUnlessAfter(version, A_KEY).before()).containsExactly(version);
	}

	@Test
	default void putLeavesTheTagsAlone() {
		long token = known();
		store().put(check(token, NO_END), A_KEY);
		assertThat(store().version("a").hard()).isEqualTo(token);
	}

	private void assertNotGood(Appended put) {
		assertThat(put.put()).isZero();
		assertThat(put.isDone()).isTrue();
		assertThat(store().observeKeys(A_KEY).put(A_KEY)).isZero();
		assertThat(store().log().newest(1).join().get(0).put()).isZero();
	}

	/**
	 * Makes the names known, and returns the clock.
	 */
	private long known() {
		store().observe("a", "b");
		return store().observeKeys(A_KEY, ANOTHER_KEY).clock();
	}

	private static PutCheck check(long token, long end) {
		return new PutCheck(ID, List.of("a"), token, end);
	}

}
