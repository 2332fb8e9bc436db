package io.github.taggedcache.wire;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache.ValueWrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Names of any kind do not collide, or are refused.
 */
class OddNamesTests {

	private static final long SEED = 20_261_121;

	private static final int COUNT = 400;

	/** What has a meaning somewhere, or looks like something else. */
	private static final List<String> PARTS = List.of("a", "b", ":", "{", "}", "%", "%3A", "%7B", "*", "?", "[a]", " ",
			"\t", "\n", "\r\n", "\0", "\\", "\"", "'", "/", "~", "#{1}", "${x}", "\u00e9", "e\u0301", "\u00df",
			"\u4e2d", "\ud83d\ude00", "\u200d", "\u202e", "\ufffd", "\uffff", "1:", "wire", "tag:");

	private static WireApplication application;

	private final TaggedCacheManager manager = application.manager();

	private final Random random = new Random(SEED);

	@BeforeAll
	static void start() {
		application = new WireApplication();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void keysOfAnyTextHaveEntriesOfTheirOwn() {
		TaggedCache cache = application.cache("keys");
		List<String> keys = names(0);
		assertThat(keys).contains("");
		for (int i = 0; i < keys.size(); i++) {
			load(cache, keys.get(i), i);
		}
		for (int i = 0; i < keys.size(); i++) {
			assertThat(valueOf(cache, keys.get(i))).as("key %d with seed %d", i, SEED).isEqualTo(i);
		}
	}

	@Test
	void evictOfAnyTextEvictsItsEntry() {
		TaggedCache cache = application.cache("evicted");
		for (String key : names(0)) {
			cache.put(key, 1);
			cache.evict(key);
			assertThat(cache.get(key)).isNull();
		}
	}

	@Test
	void tagsOfAnyTextInvalidateTheirOwnEntriesAndNoOthers() {
		TaggedCache cache = application.cache("tags");
		List<String> tags = names(1);
		for (int i = 0; i < tags.size(); i++) {
			load(cache, i, i, tags.get(i));
		}
		Set<Integer> gone = IntStream.range(0, tags.size())
			.filter((i) -> this.random.nextInt(3) == 0)
			.boxed()
			.collect(Collectors.toSet());
		this.manager.invalidateTags(gone.stream().map(tags::get).toArray(String[]::new));
		for (int i = 0; i < tags.size(); i++) {
			assertThat(valueOf(cache, i)).as("entry with tag %d with seed %d", i, SEED)
				.isEqualTo(gone.contains(i) ? null : i);
		}
	}

	@Test
	void regionsOfAnyAllowedNameHaveEntriesOfTheirOwn() {
		List<String> regions = names(1).stream()
			.filter((name) -> !name.isBlank() && !name.matches("(?s).*[{}:].*"))
			.limit(60)
			.toList();
		for (int i = 0; i < regions.size(); i++) {
			application.cache(regions.get(i)).put("key", i, "tag");
		}
		for (int i = 0; i < regions.size(); i += 2) {
			application.cache(regions.get(i)).clear();
		}
		for (int i = 0; i < regions.size(); i++) {
			assertThat(valueOf(application.cache(regions.get(i)), "key")).as("region %d with seed %d", i, SEED)
				.isEqualTo((i % 2 == 0) ? null : i);
		}
	}

	@Test
	void partsOfNamesDoNotMoveFromOneToTheNext() {
		application.cache("x").put("y z", 1, "t");
		application.cache("x y").put("z", 2, "t");
		application.cache("x%3Ay").put("z", 3, "t");
		assertThat(valueOf(application.cache("x"), "y z")).isEqualTo(1);
		assertThat(valueOf(application.cache("x y"), "z")).isEqualTo(2);
		assertThat(valueOf(application.cache("x%3Ay"), "z")).isEqualTo(3);
	}

	@Test
	void longestTagWorks() {
		String tag = "t".repeat(10_239);
		TaggedCache cache = application.cache("long");
		cache.put(1, 1, tag + "a");
		cache.put(2, 2, tag + "b");
		this.manager.invalidateTags(tag + "a");
		assertThat(cache.get(1)).isNull();
		assertThat(valueOf(cache, 2)).isEqualTo(2);
	}

	@Test
	void keysOfTenKilobytesDoNotCollide() {
		TaggedCache cache = application.cache("long");
		String key = "\ud83d\ude00".repeat(2_560);
		cache.put(key + "a", 1);
		cache.put(key + "b", 2);
		assertThat(valueOf(cache, key + "a")).isEqualTo(1);
		assertThat(valueOf(cache, key + "b")).isEqualTo(2);
	}

	@Test
	void tagsThatCannotBeAreRefusedWithTheirReason() {
		Map<String, String> reasons = Map.of("", "must not be empty", "~all", "must not start with '~'", "\ud83d",
				"unpaired surrogate", "t".repeat(10_241), "longer than 10240 bytes", "\u4e2d".repeat(3_414),
				"longer than 10240 bytes");
		TaggedCache cache = application.cache("refused");
		reasons.forEach((tag, reason) -> {
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> cache.put("key", "value", tag))
				.withMessageContaining(reason);
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.manager.invalidateTags(tag))
				.withMessageContaining(reason);
		});
		assertThat(cache.get("key")).isNull();
	}

	@Test
	void keyWithoutUtf8FormIsRefusedWithItsReason() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> application.cache("refused").put("\udc00", "value"))
			.withMessageContaining("surrogate");
	}

	@Test
	void regionWithoutAUsableNameIsRefusedWithItsReason() {
		for (String name : List.of(" ", "\udc00")) {
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> application.cache(name))
				.withMessageContaining("region");
		}
	}

	private List<String> names(int shortest) {
		Set<String> names = new LinkedHashSet<>();
		while (names.size() < COUNT) {
			StringBuilder name = new StringBuilder();
			int parts = shortest + this.random.nextInt(4);
			for (int i = 0; i < parts; i++) {
				name.append(
						(this.random.nextInt(8) == 0) ? anyCharacter() : PARTS.get(this.random.nextInt(PARTS.size())));
			}
			if (name.isEmpty() || name.charAt(0) != '~') {
				names.add(name.toString());
			}
		}
		return new ArrayList<>(names);
	}

	private String anyCharacter() {
		int character = this.random.nextInt(Character.MAX_CODE_POINT + 1);
		boolean surrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
		return surrogate ? "\ud83d\ude01" : Character.toString(character);
	}

	/**
	 * Stores without a key event: one would invalidate other keys of the same bucket.
	 */
	private static void load(TaggedCache cache, Object key, int value, String... tags) {
		assertThat(cache.<Integer>get(key, () -> value, tags)).isEqualTo(value);
	}

	private static Object valueOf(TaggedCache cache, Object key) {
		ValueWrapper value = cache.get(key);
		return (value != null) ? value.get() : null;
	}

}
