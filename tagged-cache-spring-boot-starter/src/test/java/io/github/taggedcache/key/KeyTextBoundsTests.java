package io.github.taggedcache.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.cache.interceptor.SimpleKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for long keys, and for objects that are no keys.
 */
class KeyTextBoundsTests {

	private final KeyText keyText = new KeyText(List.of());

	@Test
	void textOf256BytesIsKept() {
		String key = "a".repeat(254);
		assertThat(this.keyText.of(key)).isEqualTo("\"" + key + "\"");
	}

	@Test
	void longerTextIsHashed() throws Exception {
		String key = "a".repeat(255);
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(("\"" + key + "\"").getBytes(StandardCharsets.UTF_8));
		assertThat(this.keyText.of(key)).isEqualTo("sha256(" + HexFormat.of().formatHex(hash) + ")");
	}

	@Test
	void bytesAreCountedAndNotChars() {
		assertThat(this.keyText.of("ä".repeat(127))).startsWith("\"");
		assertThat(this.keyText.of("ä".repeat(128))).startsWith("sha256(");
		assertThat(this.keyText.of("€".repeat(85))).startsWith("sha256(");
		assertThat(this.keyText.of("😀".repeat(64))).startsWith("sha256(");
	}

	@Test
	void hashOfAKeyIsNoOtherKey() {
		String hash = this.keyText.of("a".repeat(1000));
		assertThat(this.keyText.of(hash)).isEqualTo("\"" + hash + "\"");
	}

	@Test
	void longKeysThatDifferAtTheirEndDiffer() {
		assertThat(this.keyText.of("a".repeat(10_000) + "b")).isNotEqualTo(this.keyText.of("a".repeat(10_000) + "c"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\ud800", "a\udc00b", "\ud83d", "\udc00\ud800", "a\ud83d\ud83d\ude00" })
	void unpairedSurrogateIsRefused(String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(key))
			.withMessageContaining("unpaired surrogate U+D");
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(key.toCharArray()))
			.withMessageContaining("unpaired surrogate U+D");
	}

	@Test
	void surrogateAsACharacterIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of('\ud800'))
			.withMessageContaining("unpaired surrogate U+D800 at index 0");
	}

	@Test
	void keyOf32LevelsIsAccepted() {
		assertThat(this.keyText.of(nested(32))).isEqualTo("[".repeat(32) + "]".repeat(32));
	}

	@Test
	void deeperKeyIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(nested(33)))
			.withMessageContaining("deeper than 32 levels")
			.withMessageContaining("ImmutableCollections")
			.withMessageContaining("key = \"...\"");
	}

	@Test
	void levelsAreThoseAroundAPartAndNotTheirNumber() {
		List<Object> wide = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			wide.add(List.of(Set.of(Map.of(new SimpleKey(i), new int[] { i }))));
		}
		assertThat(this.keyText.of(wide)).startsWith("sha256(");
	}

	@Test
	void listThatContainsItselfIsRefused() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		list.add(list);
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(list))
			.withMessageContaining("contains itself");
	}

	@Test
	void arrayThatContainsItselfIsRefused() {
		Object[] array = new Object[1];
		array[0] = array;
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(array))
			.withMessageContaining("Object[]")
			.withMessageContaining("contains itself");
	}

	@Test
	void mapThatContainsItselfIsRefused() {
		Map<Object, Object> map = new LinkedHashMap<>();
		map.put("self", map);
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(map))
			.withMessageContaining("contains itself");
	}

	@Test
	void keyThatDoublesWithEachLevelIsRefused() {
		List<?> list = List.of("abc");
		for (int level = 0; level < 30; level++) {
			list = List.of(list, list);
		}
		List<?> key = list;
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(key))
			.withMessageContaining("more than 4194304 characters");
	}

	@Test
	void otherObjectIsRefusedWithTheRemedy() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(Pattern.compile("a")))
			.withMessage(
					"Type java.util.regex.Pattern is not supported in a cache key. Use key = \"...\" in the annotation, "
							+ "make it a record, or declare a Converter<Pattern, String> bean.");
	}

	@Test
	void otherObjectInsideAKeyIsRefusedWithTheTypeOfTheKey() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(new SimpleKey(1, new AtomicInteger())))
			.withMessageContaining("Type " + AtomicInteger.class.getName())
			.withMessageContaining("in a key of type " + SimpleKey.class.getName());
	}

	@Test
	void errorsDoNotShowTheKey() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.keyText.of(new SimpleKey("secret", Pattern.compile("a"))))
			.withMessageNotContaining("secret");
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.keyText.of(null))
			.withMessageContaining("must not be null");
	}

	private static List<?> nested(int levels) {
		List<?> list = List.of();
		for (int level = 1; level < levels; level++) {
			list = List.of(list);
		}
		return list;
	}

}
