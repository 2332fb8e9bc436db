package io.github.taggedcache.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.EntryPlace;
import io.github.taggedcache.core.name.KeyPattern;
import io.github.taggedcache.core.store.EntryScan;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.ScanStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Listing entries.
 */
@Tag("row-15")
interface ScanContract {

	StoreFixture store();

	private EntryScan scan() {
		return (EntryScan) store().entries();
	}

	private void set(EntryKey... keys) {
		for (EntryKey key : keys) {
			Futures.await(store().entries().set(key, new byte[] { 1, 2, 3 }, StoreFixture.HOUR));
		}
	}

	private List<EntryKey> found(@Nullable String region, KeyPattern pattern, int count) {
		List<EntryKey> found = new ArrayList<>();
		String cursor = EntryScan.START;
		do {
			ScanStep step = Futures.await(scan().scan(region, pattern, cursor, count));
			found.addAll(step.keys());
			cursor = step.cursor();
		}
		while (!cursor.equals(EntryScan.START));
		return found;
	}

	private List<EntryKey> found(@Nullable String region) {
		return found(region, KeyPattern.ANY, 100);
	}

	@Test
	default void emptyStoreHasNoEntries() {
		assertThat(found(null)).isEmpty();
	}

	@Test
	default void scanInManyStepsFindsEachEntryOfTheRegion() {
		Set<String> texts = IntStream.range(0, 500).mapToObj((number) -> "k" + number).collect(Collectors.toSet());
		texts.forEach((text) -> set(StoreFixture.key(text)));
		set(EntryKey.of("authors", "k1"));
		assertThat(found("articles", KeyPattern.ANY, 10)).extracting(EntryKey::text)
			.containsOnlyOnceElementsOf(texts)
			.hasSize(500);
	}

	@Test
	default void stepIsOnlyAPartOfAScan() {
		IntStream.range(0, 500).forEach((number) -> set(StoreFixture.key("k" + number)));
		ScanStep step = Futures.await(scan().scan("articles", KeyPattern.ANY, EntryScan.START, 10));
		assertThat(step.isLast()).isFalse();
		assertThat(step.keys()).hasSizeLessThan(250);
	}

	@Test
	default void scanWithoutARegionFindsTheEntriesOfAllRegions() {
		set(StoreFixture.key("1"), EntryKey.of("authors", "2"));
		assertThat(found(null)).containsExactlyInAnyOrder(StoreFixture.key("1"), EntryKey.of("authors", "2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a*", "a?", "a[bc]", "a\\", "a:b", "a{b}", "a%3Ab", "ä" })
	default void namesOfRegionsAreTakenLiterally(String region) {
		set(EntryKey.of(region, "1"), EntryKey.of("ab", "2"), EntryKey.of("ac", "3"), EntryKey.of("a", "4"));
		assertThat(found(region)).containsExactly(EntryKey.of(region, "1"));
	}

	@Test
	default void regionWhoseNameBeginsWithAnothersIsAnother() {
		set(EntryKey.of("articles", "1"), EntryKey.of("articlesOfToday", "2"));
		assertThat(found("articles")).containsExactly(EntryKey.of("articles", "1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "a*", "*c", "?b?", "a\\?c*", "*b*", "*" })
	default void scanForAPatternFindsWhatMatches(String glob) {
		List<String> texts = List.of("abc", "a?c", "a*c", "ab", "b", "a:c", "{abc}", "a\\c", "äbc", "a[b]c");
		texts.forEach((text) -> set(StoreFixture.key(text)));
		KeyPattern pattern = KeyPattern.of(glob);
		assertThat(found("articles", pattern, 100)).extracting(EntryKey::text)
			.filteredOn(pattern::matches)
			.containsExactlyInAnyOrderElementsOf(texts.stream().filter(pattern::matches).toList())
			.isNotEmpty();
	}

	@Test
	default void entriesOfOneKeyInSeveralFormsAreFoundEach() {
		EntryKey key = StoreFixture.key("a:b");
		set(key, key.as("9f3c5a7e"));
		assertThat(found("articles", KeyPattern.of("a:b"), 100)).extracting(EntryPlace::of)
			.containsExactlyInAnyOrder(EntryPlace.of(key), EntryPlace.of(key.as("9f3c5a7e")));
	}

	@Test
	default void leasesAndVersionsAreNoEntries() {
		store().invalidate("a");
		store().keyEvent(StoreFixture.key("1"));
		Futures.await(store().leases().acquire(StoreFixture.key("1"), "one", StoreFixture.HOUR));
		assertThat(found(null)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "-", "-1-1", "1-1", "articles", "18446744073709551616000" })
	default void cursorOfNoScanIsRefused(String cursor) {
		assertThatIllegalArgumentException().isThrownBy(() -> scan().scan("articles", KeyPattern.ANY, cursor, 10))
			.withMessageContaining("'" + cursor + "'");
	}

	@Test
	default void headIsTheBeginningOfAnEntry() {
		set(StoreFixture.key("1"));
		assertThat(Futures.await(scan().head(StoreFixture.key("1"), 2))).containsExactly(1, 2);
		assertThat(Futures.await(scan().head(StoreFixture.key("1"), 100))).containsExactly(1, 2, 3);
		assertThat(Futures.await(scan().head(StoreFixture.key("1"), Integer.MAX_VALUE))).containsExactly(1, 2, 3);
	}

	@Test
	default void entryThatIsNotThereHasNoHead() {
		assertThat(Futures.await(scan().head(StoreFixture.key("1"), 2))).isNull();
	}

}
