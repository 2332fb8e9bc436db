package io.github.taggedcache.store;

import java.time.Duration;
import java.util.List;

import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.ObservedNames;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long versions are remembered.
 */
interface RetentionContract {

	Duration SHORT = Duration.ofMinutes(1);

	Duration LONG = Duration.ofHours(10);

	Duration BETWEEN = Duration.ofHours(1);

	Duration LATER_THAN_LONG = Duration.ofHours(11);

	StoreFixture store();

	private void invalidate(String tag, Duration retention) {
		store().append(store().tags(Mode.HARD, retention.toMillis(), tag));
	}

	private void observe(String tag, Duration retention, boolean prolong) {
		store().observe(new ObservedNames(List.of(tag), List.of(), retention.toMillis(), prolong));
	}

	@Test
	default void invalidatedTagIsRememberedForItsRetention() {
		invalidate("a", LONG);
		assertThat(store().remembersTag("a", BETWEEN)).isTrue();
	}

	@Test
	default void invalidatedTagIsForgottenAfterItsRetention() {
		invalidate("a", SHORT);
		assertThat(store().remembersTag("a", BETWEEN)).isFalse();
	}

	@Test
	default void invalidatedTagIsRememberedForEverWhenTheRetentionIsZero() {
		invalidate("a", Duration.ZERO);
		assertThat(store().remembersTag("a", Duration.ofDays(10_000))).isTrue();
	}

	@Test
	default void invalidationDoesNotShortenTheRetention() {
		invalidate("a", LONG);
		invalidate("a", SHORT);
		assertThat(store().remembersTag("a", BETWEEN)).isTrue();
	}

	@Test
	default void invalidationLengthensTheRetention() {
		invalidate("a", SHORT);
		invalidate("a", LONG);
		assertThat(store().remembersTag("a", BETWEEN)).isTrue();
	}

	@Test
	default void invalidationDoesNotGiveARetentionToWhatIsRememberedForEver() {
		invalidate("a", Duration.ZERO);
		invalidate("a", SHORT);
		assertThat(store().remembersTag("a", LATER_THAN_LONG)).isTrue();
	}

	@Test
	default void invalidationWithZeroRetentionIsRememberedForEver() {
		invalidate("a", SHORT);
		invalidate("a", Duration.ZERO);
		assertThat(store().remembersTag("a", LATER_THAN_LONG)).isTrue();
	}

	@Test
	default void implicitTagIsRememberedForEverWhenInvalidated() {
		invalidate(TagName.ofRegion("articles"), SHORT);
		assertThat(store().remembersTag(TagName.ofRegion("articles"), LATER_THAN_LONG)).isTrue();
	}

	@Test
	default void implicitTagIsRememberedForEverWhenRegistered() {
		observe(TagName.NAMESPACE, SHORT, false);
		assertThat(store().remembersTag(TagName.NAMESPACE, LATER_THAN_LONG)).isTrue();
	}

	@Test
	default void registeredTagIsForgottenAfterItsRetention() {
		observe("a", SHORT, false);
		assertThat(store().remembersTag("a", BETWEEN)).isFalse();
	}

	@Test
	default void readingDoesNotLengthenTheRetention() {
		observe("a", SHORT, false);
		observe("a", LONG, false);
		assertThat(store().remembersTag("a", BETWEEN)).isFalse();
	}

	@Test
	default void relyingOnATagLengthensTheRetention() {
		observe("a", SHORT, false);
		observe("a", LONG, true);
		assertThat(store().remembersTag("a", BETWEEN)).isTrue();
	}

	@Test
	default void relyingOnATagDoesNotShortenTheRetention() {
		observe("a", LONG, true);
		observe("a", SHORT, true);
		assertThat(store().remembersTag("a", BETWEEN)).isTrue();
	}

	@Test
	default void relyingOnATagForEverIsRememberedForEver() {
		observe("a", SHORT, true);
		observe("a", Duration.ZERO, true);
		assertThat(store().remembersTag("a", LATER_THAN_LONG)).isTrue();
	}

	@Test
	default void relyingOnATagDoesNotGiveARetentionToWhatIsRememberedForEver() {
		observe("a", Duration.ZERO, true);
		observe("a", SHORT, true);
		assertThat(store().remembersTag("a", LATER_THAN_LONG)).isTrue();
	}

	@Test
	default void retentionMayBeLongerThanAnyTime() {
		store().append(store().tags(Mode.HARD, Long.MAX_VALUE - 1, "a"));
		store().observe(new ObservedNames(List.of("a", "b"), List.of(), Long.MAX_VALUE - 1, true));
		assertThat(store().remembersTag("a", LATER_THAN_LONG)).isTrue();
	}

}
