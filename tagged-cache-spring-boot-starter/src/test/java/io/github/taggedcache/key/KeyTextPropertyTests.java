package io.github.taggedcache.key;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.cache.interceptor.SimpleKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Tests with random keys: the text is the same if and only if the key is.
 */
class KeyTextPropertyTests {

	private final long seed = System.nanoTime();

	private final Random random = new Random(this.seed);

	private final RandomKeys keys = new RandomKeys(this.random);

	private final KeyText keyText = new KeyText(
			List.of(new KeyConverter<>(RandomKeys.Left.class, RandomKeys.Left::text),
					new KeyConverter<>(RandomKeys.Right.class, RandomKeys.Right::text)));

	@Test
	void textsOfRandomKeysAreEqualIfAndOnlyIfTheKeysAre() {
		for (int round = 0; round < 60; round++) {
			int depth = round % 4;
			List<KeyModel> models = IntStream.range(0, 150).mapToObj((i) -> this.keys.key(depth)).toList();
			List<String> texts = models.stream().map(this::text).toList();
			for (int i = 0; i < models.size(); i++) {
				for (int j = 0; j < i; j++) {
					assertAgreement(models.get(i), texts.get(i), models.get(j), texts.get(j));
				}
			}
		}
	}

	@Test
	void keyBuiltOfOtherClassesInAnotherOrderHasTheSameText() {
		for (int i = 0; i < 5_000; i++) {
			KeyModel model = this.keys.key(5);
			assertAgreement(model, text(model), model, text(model));
		}
	}

	@Test
	void oneChangedPartChangesTheText() {
		for (int i = 0; i < 20_000; i++) {
			KeyModel model = this.keys.key(4);
			KeyModel changed = this.keys.change(model);
			assertAgreement(model, text(model), changed, text(changed));
		}
	}

	@Test
	void quotesAndSeparatorsInsideStringsNeverMakeOneListOfAnother() {
		List<String> strings = stringsOf("\"", "\\", ",");
		Set<String> texts = new HashSet<>();
		for (String first : strings) {
			texts.add(this.keyText.of(List.of(first)));
			strings.forEach((second) -> texts.add(this.keyText.of(List.of(first, second))));
		}
		assertThat(texts).hasSize(strings.size() + strings.size() * strings.size());
	}

	private static List<String> stringsOf(String... alphabet) {
		List<String> strings = new ArrayList<>(List.of(""));
		for (int start = 0, length = 0; length < 3; length++) {
			int end = strings.size();
			for (String string : List.copyOf(strings.subList(start, end))) {
				for (String letter : alphabet) {
					strings.add(string + letter);
				}
			}
			start = end;
		}
		return strings;
	}

	private String text(KeyModel model) {
		return this.keyText.of(new SimpleKey(model.build(this.random)));
	}

	private void assertAgreement(KeyModel left, String leftText, KeyModel right, String rightText) {
		if (leftText.equals(rightText) != left.isSame(right)) {
			fail("%s has the text %s, %s has the text %s (seed %d)", left, leftText, right, rightText, this.seed);
		}
	}

}
