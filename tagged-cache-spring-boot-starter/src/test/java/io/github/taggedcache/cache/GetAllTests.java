package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import io.github.taggedcache.CurrentLoad;
import io.github.taggedcache.Tag;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Many values by one call, with a loader for those that are missing: row 8 of the
 * capabilities.
 */
class GetAllTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Caching.class)
		.with("tagged-cache.caches.no-nulls.cache-null-values=false");

	private final TaggedCache cache = application.cache("texts");

	private final List<List<Long>> loads = new ArrayList<>();

	private Runnable onLoad = () -> {
	};

	@Test
	void loaderIsCalledOnceForAllThatIsMissingInTheOrderOfTheKeys() {
		this.cache.put(2L, "two", Tag.of("number", 2), "all");
		assertThat(get(3L, 2L, 1L)).containsExactly(Map.entry(3L, "loaded 3"), Map.entry(2L, "two"),
				Map.entry(1L, "loaded 1"));
		assertThat(this.loads).containsExactly(List.of(3L, 1L));
	}

	@Test
	void loadedValuesAreFoundByThisNodeAndByAnother() {
		get(1L, 2L);
		assertThat(get(this.cache, 1L, 2L)).hasSize(2);
		assertThat(get(application.otherCache("texts"), 1L, 2L)).hasSize(2);
		assertThat(this.loads).hasSize(1);
		assertThat(application.otherCache("texts").get(1L, String.class)).isEqualTo("loaded 1");
	}

	@Test
	void noKeysCallNoLoader() {
		assertThat(get()).isEmpty();
		assertThat(this.loads).isEmpty();
	}

	@Test
	void keyThatIsNamedTwiceIsLoadedOnce() {
		assertThat(get(1L, 2L, 1L)).containsExactly(Map.entry(1L, "loaded 1"), Map.entry(2L, "loaded 2"));
		assertThat(this.loads).containsExactly(List.of(1L, 2L));
	}

	@Test
	void integralKeysOfAllWidthsAreOneAndKeepTheirPlaces() {
		Map<Number, Object> found = this.cache.getAll(List.<Number>of(1, 2L, 1L),
				(missing) -> Map.of(1L, "one", 2, "two"), (key, value) -> List.of());
		assertThat(found).containsExactly(Map.entry(1, "one"), Map.entry(2L, "two"), Map.entry(1L, "one"));
		assertThat(this.cache.getAll(List.<Number>of(1, 2L, 1L))).containsExactly(Map.entry(1, "one"),
				Map.entry(2L, "two"), Map.entry(1L, "one"));
	}

	@Test
	void keysAreIteratedOnce() {
		Iterator<Long> keys = List.of(1L, 2L).iterator();
		assertThat(this.cache.<Long, String>getAll(() -> keys, this::load, GetAllTests::tags)).hasSize(2);
	}

	@Test
	void tagOfAValueInvalidatesItAlone() {
		get(1L, 2L, 3L);
		application.otherNode().invalidateTags(Tag.of("number", 2));
		get(1L, 2L, 3L);
		assertThat(this.loads).containsExactly(List.of(1L, 2L, 3L), List.of(2L));
	}

	/**
	 * The names are known to Redis: what it meets for the first time counts as
	 * invalidated just now.
	 */
	@Test
	void valueWhoseTagWasInvalidatedDuringTheLoadIsReturnedAndNotStoredAlone() {
		get(1L, 2L, 3L);
		application.manager().invalidateTags("all");
		this.onLoad = () -> application.otherNode().invalidateTags(Tag.of("number", 2));
		assertThat(get(1L, 2L, 3L)).hasSize(3);
		this.onLoad = () -> {
		};
		get(1L, 2L, 3L);
		assertThat(this.loads).containsExactly(List.of(1L, 2L, 3L), List.of(1L, 2L, 3L), List.of(2L));
	}

	@Test
	void putByAnotherNodeDuringTheLoadIsNotOverwritten() {
		this.onLoad = () -> application.otherCache("texts").put(2L, "newer");
		get(1L, 2L);
		assertThat(this.cache.get(2L, String.class)).isEqualTo("newer");
	}

	@Test
	void valueThatWasFoundIsJudgedByTheTagsOfTheCall() {
		this.cache.put(1L, "without tags");
		application.otherNode().invalidateTags(Tag.of("number", 1));
		assertThat(get(1L)).containsExactly(Map.entry(1L, "loaded 1"));
	}

	@Test
	void keyThatTheLoaderLeavesOutHasNoValueAndIsNotCached() {
		Map<Long, String> found = this.cache.getAll(List.of(1L, 2L), (missing) -> {
			this.loads.add(List.copyOf(missing));
			return Map.of(2L, "two");
		}, GetAllTests::tags);
		assertThat(found).containsExactly(Map.entry(2L, "two"));
		get(1L, 2L);
		assertThat(this.loads).containsExactly(List.of(1L, 2L), List.of(1L));
	}

	@Test
	void keyThatTheLoaderMapsToNullHasANullValue() {
		assertThat(nulls(this.cache)).containsExactlyEntriesOf(Collections.singletonMap(1L, null));
		assertThat(nulls(this.cache)).containsExactlyEntriesOf(Collections.singletonMap(1L, null));
		assertThat(this.loads).hasSize(1);
	}

	@Test
	void nullIsNotStoredWhereThePropertySaysSo() {
		TaggedCache noNulls = application.cache("no-nulls");
		assertThat(nulls(noNulls)).containsExactlyEntriesOf(Collections.singletonMap(1L, null));
		nulls(noNulls);
		assertThat(this.loads).hasSize(2);
	}

	@Test
	void valuesThatNobodyAskedForAreLeftOut() {
		Map<Long, String> found = this.cache.getAll(List.of(1L), (missing) -> Map.of(1L, "one", 9L, "nine"),
				GetAllTests::tags);
		assertThat(found).containsExactly(Map.entry(1L, "one"));
		assertThat(this.cache.get(9L)).isNull();
	}

	@Test
	void entryThatCannotBeDecodedIsLoadedAmongTheOthers() {
		get(1L, 2L, 3L);
		try (RespConnection redis = RedisServers.shared().connect()) {
			redis.call("SET", application.entryKey("texts", 2L), "no entry");
		}
		get(application.otherCache("texts"), 1L, 2L, 3L);
		assertThat(this.loads).containsExactly(List.of(1L, 2L, 3L), List.of(2L));
	}

	@Test
	void moreKeysThanOneRequestTakesAreLoadedAndFound() {
		Long[] keys = LongStream.range(0, 1500).boxed().toArray(Long[]::new);
		assertThat(get(keys)).hasSize(1500);
		assertThat(get(application.otherCache("texts"), keys).keySet()).containsExactly(keys);
		assertThat(this.loads).hasSize(1);
	}

	@Test
	void exceptionOfTheLoaderIsThrownAsItIs() {
		IllegalStateException failure = new IllegalStateException("no database");
		this.onLoad = () -> {
			throw failure;
		};
		assertThatIllegalStateException().isThrownBy(() -> get(1L)).isSameAs(failure);
	}

	@Test
	void loaderThatReturnsNoMapIsAnError() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.cache.<Long, String>getAll(List.of(1L), (missing) -> null, GetAllTests::tags))
			.withMessage("The loader of getAll in region 'texts' returned null. It must return a map, which may be"
					+ " empty");
	}

	@Test
	void tagThatIsNoneIsAnErrorAndTheOthersAreStored() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.cache.getAll(List.of(1L, 2L), this::load,
				(key, value) -> List.of((key == 1L) ? "" : "number")));
		assertThat(this.cache.get(1L)).isNull();
		assertThat(this.cache.get(2L)).isNotNull();
	}

	@Test
	void keyThatIsNoneIsAnErrorBeforeAnythingIsLoaded() {
		assertThatIllegalArgumentException().isThrownBy(() -> get(1L, null));
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.cache.getAll(List.of(new Object())));
		assertThat(this.loads).isEmpty();
	}

	@Test
	void loaderSpeaksOfAllItsValues() {
		this.onLoad = () -> CurrentLoad.addTags("catalogue");
		get(1L, 2L);
		this.onLoad = () -> {
		};
		application.manager().invalidateTags("catalogue");
		get(1L, 2L);
		assertThat(this.loads).hasSize(2);
		this.onLoad = CurrentLoad::doNotStore;
		get(3L, 4L);
		get(3L, 4L);
		assertThat(this.loads).hasSize(4);
	}

	@Test
	void eachMissingKeyIsCountedAsALoad() {
		long before = ((RegionCache) this.cache).getNativeCache().statistics().loads();
		get(1L, 2L);
		assertThat(((RegionCache) this.cache).getNativeCache().statistics().loads()).isEqualTo(before + 2);
	}

	private Map<Long, String> get(Long... keys) {
		return get(this.cache, keys);
	}

	private Map<Long, String> get(TaggedCache from, Long... keys) {
		List<Long> all = new ArrayList<>();
		Collections.addAll(all, keys);
		return from.getAll(all, this::load, GetAllTests::tags);
	}

	private Map<Long, String> load(List<Long> missing) {
		this.loads.add(List.copyOf(missing));
		this.onLoad.run();
		Map<Long, String> loaded = new LinkedHashMap<>();
		missing.forEach((key) -> loaded.put(key, "loaded " + key));
		return loaded;
	}

	private Map<Long, String> nulls(TaggedCache from) {
		return from.getAll(List.of(1L), (missing) -> {
			this.loads.add(List.copyOf(missing));
			Map<Long, String> loaded = new HashMap<>();
			missing.forEach((key) -> loaded.put(key, null));
			return loaded;
		}, (key, value) -> List.of());
	}

	private static Collection<String> tags(Long key, String value) {
		return List.of(Tag.of("number", key), "all");
	}

	@EnableCaching
	static class Caching {

	}

}
