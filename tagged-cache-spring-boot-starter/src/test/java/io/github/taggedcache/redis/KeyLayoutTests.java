package io.github.taggedcache.redis;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import io.github.taggedcache.core.name.EntryKey;
import io.lettuce.core.cluster.SlotHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyLayoutTests {

	private static final String ALPHABET = "{}:%7BD3A25~ab*";

	private final KeyLayout layout = new KeyLayout("shop");

	private final Random random = new Random(7);

	@Test
	void clockHasTheHashTag() {
		assertThat(this.layout.clock()).isEqualTo("{shop}:clock");
	}

	@Test
	void logHasTheHashTag() {
		assertThat(this.layout.log()).isEqualTo("{shop}:log");
	}

	@Test
	void tagHasTheHashTag() {
		assertThat(this.layout.tag("author")).isEqualTo("{shop}:tag:author");
	}

	@Test
	void bucketHasTheHashTag() {
		assertThat(this.layout.bucket(EntryKey.of("articles", "1"))).isEqualTo("{shop}:bucket:articles:6627");
	}

	@Test
	void entryHasNone() {
		assertThat(this.layout.entry(EntryKey.of("articles", "1"))).isEqualTo("shop:articles:1");
	}

	@ParameterizedTest
	@CsvSource({ "author:7, author%3A7", "{a}, %7Ba%7D", "100%, 100%25", "%3A, %253A", "a b*?, a b*?", "文章, 文章" })
	void whatHasAMeaningIsEscaped(String tag, String escaped) {
		assertThat(this.layout.tag(tag)).isEqualTo("{shop}:tag:" + escaped);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "9f3c5a7e", "2:9f3c5a7e", "2:", "2%3A0:9f3c5a7e" })
	void entryIsFoundAgainInEachForm(String form) {
		EntryKey key = EntryKey.of("articles:old", "a:{b}").as(form);
		String name = this.layout.entry(key);
		EntryKey parsed = this.layout.parse(name.getBytes(StandardCharsets.UTF_8));
		assertThat(parsed).isEqualTo(key);
		assertThat(parsed).extracting(EntryKey::form).isEqualTo(form);
		assertThat(this.layout.parse((name + ":x:y:z").getBytes(StandardCharsets.UTF_8))).isNull();
	}

	@Test
	void noTwoTagsHaveOneKey() {
		Map<String, String> tags = new HashMap<>();
		for (int i = 0; i < 100_000; i++) {
			String tag = text();
			assertThat(tags.putIfAbsent(this.layout.tag(tag), tag)).isIn(null, tag);
		}
	}

	@Test
	void noTwoEntriesHaveOneKey() {
		Map<String, EntryKey> keys = new HashMap<>();
		for (int i = 0; i < 100_000; i++) {
			EntryKey key = EntryKey.of("r" + text(), text());
			assertThat(keys.putIfAbsent(this.layout.entry(key), key)).isIn(null, key);
		}
	}

	@Test
	void noEntryHasABraceAndSoNoneHasAHashTag() {
		for (int i = 0; i < 100_000; i++) {
			assertThat(this.layout.entry(EntryKey.of("r" + text(), text()))).doesNotContain("{", "}");
		}
	}

	@Test
	void leaseIsNamedAfterItsEntry() {
		assertThat(this.layout.lease(EntryKey.of("articles", "1").as("9f3c5a7e")))
			.isEqualTo("shop:{shop:articles:1:9f3c5a7e}:lease");
	}

	@Test
	void leaseLiesInTheSlotOfItsEntry() {
		for (int i = 0; i < 100_000; i++) {
			EntryKey key = EntryKey.of("r" + text(), text());
			assertThat(SlotHash.getSlot(this.layout.lease(key))).isEqualTo(SlotHash.getSlot(this.layout.entry(key)));
		}
	}

	@Test
	void noTagMovesItsKeyToAnotherSlot() {
		for (int i = 0; i < 100_000; i++) {
			assertThat(this.layout.tag(text()).substring("{shop}".length())).doesNotContain("{", "}");
		}
	}

	@Test
	void entriesOfTwoNamespacesDiffer() {
		assertThat(new KeyLayout("a%3Ab").entry(EntryKey.of("c", "d")))
			.isNotEqualTo(new KeyLayout("a").entry(EntryKey.of("b", "c:d")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  " })
	void blankNamespaceIsRefused(String namespace) {
		assertThatIllegalArgumentException().isThrownBy(() -> new KeyLayout(namespace))
			.withMessage("The namespace name must not be empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a:b", "{a}", "a{", "}a" })
	void namespaceWithAMeaningInKeysIsRefused(String namespace) {
		assertThatIllegalArgumentException().isThrownBy(() -> new KeyLayout(namespace))
			.withMessage("The namespace name '" + namespace
					+ "' must not contain '{', '}' or ':', which have a meaning in the keys of the store");
	}

	@Test
	void namespaceWithAnUnpairedSurrogateIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new KeyLayout("\uD83D"))
			.withMessage("The namespace name '\uD83D' contains an unpaired surrogate");
	}

	private String text() {
		StringBuilder text = new StringBuilder();
		for (int i = 1 + this.random.nextInt(6); i > 0; i--) {
			text.append(ALPHABET.charAt(this.random.nextInt(ALPHABET.length())));
		}
		return text.toString();
	}

}
