package io.github.taggedcache.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Futures;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No two names are one, whatever they consist of.
 */
interface NameContract {

	List<String> NAMES = Stream
		.concat(Stream.of("a", "A", "a:b", "a%3Ab", "a%253Ab", "{a}", "%7Ba%7D", "}{", "{}", "a}b", "*", "?", "[ab]",
				"\\*", " ", "a ", " a", "\t", "\r\n", "\u0000", "ä", "a\u0308", "\u00e4\u0000", "日本語", "😀", "👩‍👩‍👧",
				"\u202e", "1:a", "$", "'", "\"", "key:articles:1", "clock", "log"), Stream.of("x".repeat(10_240)))
		.toList();

	StoreFixture store();

	@Test
	default void eachTagHasAVersionOfItsOwn() {
		long start = store().clock();
		List<Long> versions = NAMES.stream().map((tag) -> store().invalidate(TagName.require(tag)).version()).toList();
		assertThat(versions).allMatch((version) -> version > start);
		assertThat(NAMES.stream().map((tag) -> store().version(tag).hard())).isEqualTo(versions);
	}

	@Test
	default void eachKeyHasAnEntryOfItsOwn() {
		for (String text : Stream.concat(NAMES.stream(), Stream.of("")).toList()) {
			Futures.await(store().entries().set(StoreFixture.key(text), text.getBytes(StandardCharsets.UTF_8), 0));
		}
		for (String text : Stream.concat(NAMES.stream(), Stream.of("")).toList()) {
			assertThat(Futures.await(store().entries().get(StoreFixture.key(text))))
				.isEqualTo(text.getBytes(StandardCharsets.UTF_8));
		}
	}

	@Test
	default void keysAreInvalidatedUnderAnyName() {
		for (String text : NAMES) {
			EntryKey key = EntryKey.of("régîon %", text);
			long version = store().keyEvent(key).version();
			assertThat(store().bucketVersion(key)).isEqualTo(version);
		}
	}

	@Test
	default void implicitTagOfARegionIsNoTagOfTheUsers() {
		long clock = store().clock();
		long region = store().invalidate(TagName.ofRegion("articles")).version();
		assertThat(store().version(TagName.NAMESPACE).hard()).isBetween(clock, region);
		assertThat(store().version("articles").hard()).isEqualTo(region);
		assertThat(store().version(TagName.ofRegion("articles")).hard()).isEqualTo(region);
	}

}
