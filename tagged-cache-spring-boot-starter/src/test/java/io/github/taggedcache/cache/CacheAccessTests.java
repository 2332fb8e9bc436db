package io.github.taggedcache.cache;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.annotation.CacheTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Access to a cache outside annotated methods, on values of simple types.
 */
class CacheAccessTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Keys.class)
		.with("tagged-cache.caches.without-nulls.cache-null-values=false");

	private final TaggedCache cache = application.cache("texts");

	@Test
	void valueThatWasPutIsRead() {
		this.cache.put(1L, "one");
		assertThat(this.cache.get(1L, String.class)).isEqualTo("one");
	}

	@Test
	void valueThatWasPutIsReadOnAnotherNode() {
		this.cache.put(1L, "one");
		assertThat(application.otherCache("texts").get(1L, String.class)).isEqualTo("one");
	}

	@Test
	void missingKeyHasNoWrapper() {
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void nullThatWasPutHasAWrapperOfNull() {
		this.cache.put(1L, null);
		ValueWrapper found = this.cache.get(1L);
		assertThat(found).isNotNull();
		assertThat(found.get()).isNull();
	}

	@Test
	void nullIsNotStoredWhereThePropertySaysSo() {
		TaggedCache withoutNulls = application.cache("without-nulls");
		withoutNulls.put(1L, null);
		assertThat(withoutNulls.get(1L)).isNull();
	}

	@Test
	void putOfNullTakesAwayTheValueWhereNullIsNotStored() {
		TaggedCache withoutNulls = application.cache("without-nulls");
		withoutNulls.put(1L, "one");
		withoutNulls.put(1L, null);
		assertThat(withoutNulls.get(1L)).isNull();
	}

	@Test
	void tagOfAPutInvalidatesIt() {
		this.cache.put(1L, "one", "number");
		application.manager().invalidateTags("number");
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void tagThatIsNoneIsAnErrorAndNothingIsPut() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.cache.put(1L, "one", ""));
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void numberAndItsTextAreTwoKeys() {
		this.cache.put(1L, "number");
		this.cache.put("1", "text");
		assertThat(this.cache.get(1L, String.class)).isEqualTo("number");
	}

	@Test
	void intAndLongAreOneKey() {
		this.cache.put(1L, "long");
		this.cache.put(1, "int");
		assertThat(this.cache.get(1L, String.class)).isEqualTo("int");
	}

	@Test
	void putIfAbsentPutsWhereThereIsNothing() {
		assertThat(this.cache.putIfAbsent(1L, "one")).isNull();
		assertThat(this.cache.get(1L, String.class)).isEqualTo("one");
	}

	@Test
	void putIfAbsentReturnsWhatIsThere() {
		this.cache.put(1L, "one");
		ValueWrapper found = this.cache.putIfAbsent(1L, "two");
		assertThat(found).isNotNull();
		assertThat(found.get()).isEqualTo("one");
	}

	@Test
	void putIfAbsentLeavesWhatIsThere() {
		this.cache.put(1L, "one");
		this.cache.putIfAbsent(1L, "two");
		assertThat(this.cache.get(1L, String.class)).isEqualTo("one");
	}

	@Test
	void putIfAbsentPutsWhereTheEntryIsInvalid() {
		this.cache.put(1L, "one", "number");
		application.manager().invalidateTags("number");
		assertThat(this.cache.putIfAbsent(1L, "two")).isNull();
		assertThat(this.cache.get(1L, String.class)).isEqualTo("two");
	}

	@Test
	void evictIfPresentTellsThatThereWasAnEntry() {
		this.cache.put(1L, "one");
		assertThat(this.cache.evictIfPresent(1L)).isTrue();
	}

	@Test
	void evictIfPresentTellsThatThereWasNone() {
		assertThat(this.cache.evictIfPresent(2_000_000L)).isFalse();
	}

	@Test
	void evictedKeyIsMissing() {
		this.cache.put(1L, "one");
		this.cache.evict(1L);
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void clearedRegionHasNoEntries() {
		this.cache.put(1L, "one");
		this.cache.clear();
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void invalidatedRegionHasNoEntries() {
		this.cache.put(1L, "one");
		this.cache.invalidate();
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void clearLeavesOtherRegions() {
		application.cache("others").put(1L, "one");
		this.cache.clear();
		assertThat(application.cache("others").get(1L)).isNotNull();
	}

	@Test
	void resetOfTheManagerEmptiesEachRegion() {
		this.cache.put(1L, "one");
		application.manager().resetCaches();
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void loaderIsCalledOnAMiss() {
		assertThat(this.cache.<String>get(1L, () -> "loaded", "number")).isEqualTo("loaded");
	}

	@Test
	void loaderIsNotCalledOnAHit() {
		this.cache.put(1L, "one");
		assertThat(this.cache.<String>get(1L, () -> "loaded")).isEqualTo("one");
	}

	@Test
	void tagOfALoadInvalidatesIt() {
		this.cache.get(1L, () -> "loaded", "number");
		application.manager().invalidateTags("number");
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void loadIsNotStoredAfterItsTagWasInvalidatedDuringIt() {
		this.cache.get(1L, () -> {
			application.otherNode().invalidateTags("number");
			return "old";
		}, "number");
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void exceptionOfALoaderIsTheCauseOfARetrievalException() {
		Callable<String> loader = () -> {
			throw new IOException("no");
		};
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> this.cache.get(1L, loader))
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void loadInsideALoadOfTheSameKeyDoesNotWaitForItself() {
		String value = this.cache.get(1L, () -> this.cache.get(1L, () -> "inner"));
		assertThat(value).isEqualTo("inner");
	}

	@Test
	void allValuesComeInTheOrderOfTheKeys() {
		this.cache.putAll(Map.of(1L, "one", 2L, "two", 3L, "three"));
		assertThat(this.cache.getAll(List.of(3L, 1L, 2L))).containsExactly(Map.entry(3L, "three"), Map.entry(1L, "one"),
				Map.entry(2L, "two"));
	}

	@Test
	void allValuesLeaveOutWhatIsMissing() {
		this.cache.put(2L, "two");
		assertThat(this.cache.getAll(List.of(1L, 2L, 3L))).containsExactly(Map.entry(2L, "two"));
	}

	@Test
	void allValuesContainACachedNull() {
		this.cache.put(1L, null);
		assertThat(this.cache.getAll(List.of(1L, 2L))).containsExactlyEntriesOf(Collections.singletonMap(1L, null));
	}

	@Test
	void allValuesOfNoKeysAreNone() {
		assertThat(this.cache.getAll(List.of())).isEmpty();
	}

	@Test
	void allValuesTakeKeysThatCanBeIteratedOnce() {
		this.cache.putAll(Map.of(1L, "one", 2L, "two"));
		Iterator<Long> keys = List.of(1L, 2L).iterator();
		assertThat(this.cache.<Long>getAll(() -> keys)).hasSize(2);
	}

	@Test
	void allValuesLeaveOutWhatWasInvalidated() {
		this.cache.put(1L, "one", "number");
		this.cache.put(2L, "two");
		application.otherNode().invalidateTags("number");
		assertThat(this.cache.getAll(List.of(1L, 2L))).containsExactly(Map.entry(2L, "two"));
	}

	@Test
	void moreKeysThanOneRequestTakesAreReadAndPut() {
		Map<Long, String> values = new LinkedHashMap<>();
		LongStream.range(0, 1500).forEach((id) -> values.put(id, "value " + id));
		this.cache.putAll(values, "many");
		assertThat(this.cache.getAll(values.keySet())).containsExactlyEntriesOf(values);
	}

	@Test
	void tagOfAllPutsInvalidatesEachOfThem() {
		this.cache.putAll(Map.of(1L, "one", 2L, "two"), "number");
		application.manager().invalidateTags("number");
		assertThat(this.cache.getAll(List.of(1L, 2L))).isEmpty();
	}

	@Test
	void putOfNoEntriesDoesNothing() {
		this.cache.put(1L, "one");
		this.cache.putAll(Map.of());
		assertThat(this.cache.get(1L)).isNotNull();
	}

	@Test
	void retrievedValueIsWrapped() {
		this.cache.put(1L, "one");
		assertThat(this.cache.retrieve(1L).join()).isInstanceOfSatisfying(ValueWrapper.class,
				(wrapper) -> assertThat(wrapper.get()).isEqualTo("one"));
	}

	@Test
	void retrievedMissIsAFutureOfNull() {
		assertThat(this.cache.retrieve(1L).join()).isNull();
	}

	@Test
	void methodsOfDifferentTypesOnOneKeyReadTheirOwnOrMiss() {
		Keys keys = application.bean(Keys.class);
		assertThat(keys.asText(1)).isEqualTo("1");
		assertThat(keys.asNumber(1)).isEqualTo(101);
		assertThat(keys.asText(1)).isEqualTo("1");
	}

	@Test
	void methodsOfRecordsWithTheSameJsonOnOneKeyReadTheirOwnOrMiss() {
		Keys keys = application.bean(Keys.class);
		assertThat(keys.asName(1)).isEqualTo(new Name("name"));
		assertThat(keys.asNick(1)).isEqualTo(new Nick("nick"));
	}

	@EnableCaching
	static class Keys {

		@Cacheable("mixed")
		@CacheTags("id:#{#id}")
		public String asText(long id) {
			return Long.toString(id);
		}

		@Cacheable("mixed")
		@CacheTags("id:#{#id}")
		public long asNumber(long id) {
			return 100 + id;
		}

		@Cacheable("names")
		public Name asName(long id) {
			return new Name("name");
		}

		@Cacheable("names")
		public Nick asNick(long id) {
			return new Nick("nick");
		}

	}

	record Name(String name) {

	}

	record Nick(String name) {

	}

}
