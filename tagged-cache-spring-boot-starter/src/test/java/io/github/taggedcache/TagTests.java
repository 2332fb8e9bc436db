package io.github.taggedcache;

import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@org.junit.jupiter.api.Tag("row-20") // the other Tag is what is tested
class TagTests {

	@Test
	void nameAndPartsAreJoinedByColons() {
		assertThat(Tag.of("author", 42)).isEqualTo("author:42");
		assertThat(Tag.of("tenant", "a", "author", 42L)).isEqualTo("tenant:a:author:42");
	}

	@Test
	void nameAloneIsTag() {
		assertThat(Tag.of("authors")).isEqualTo("authors");
	}

	@Test
	void colonInNameDiffersFromPart() {
		assertThat(Tag.of("a:b")).isEqualTo("a%3Ab");
		assertThat(Tag.of("a", "b")).isEqualTo("a:b");
	}

	@Test
	void escapedTextDiffersFromTextThatLooksEscaped() {
		assertThat(Tag.of("a", "%3A")).isEqualTo("a:%253A").isNotEqualTo(Tag.of("a", ":"));
	}

	@Test
	void noTwoListsOfPartsGiveOneTag() {
		Map<String, List<String>> partsByTag = new HashMap<>();
		Random random = new Random(7);
		for (int i = 0; i < 20_000; i++) {
			List<String> parts = random.ints(1 + random.nextInt(3), 0, 1 << 8).mapToObj(TagTests::anyText).toList();
			String tag = Tag.of("n", parts.toArray());
			assertThat(partsByTag.getOrDefault(tag, parts)).isEqualTo(parts);
			partsByTag.put(tag, parts);
		}
	}

	private static String anyText(int seed) {
		StringBuilder text = new StringBuilder();
		for (int rest = seed; text.isEmpty() || rest > 0; rest /= 6) {
			text.append(":%3A5a".charAt(rest % 6));
		}
		return text.toString();
	}

	@Test
	void partsOfTheAcceptedTypesBecomeText() {
		UUID uuid = new UUID(1, 2);
		assertThat(Tag.of("t", CharBuffer.wrap("b"), new BigDecimal("1.50"), true, 'c', uuid))
			.isEqualTo("t:b:1.50:true:c:" + uuid);
		assertThat(Tag.of("day", LocalDate.of(2026, 3, 1))).isEqualTo("day:2026-03-01");
		assertThat(Tag.of("at", LocalTime.of(10, 15))).isEqualTo("at:10%3A15");
	}

	@Test
	void enumIsItsNameWhateverItsText() {
		assertThat(Tag.of("colour", Colour.RED)).isEqualTo("colour:RED");
		assertThat(Tag.of("unit", TimeUnit.DAYS)).isEqualTo("unit:DAYS");
	}

	@Test
	void anyUnicodeIsKept() {
		assertThat(Tag.of("автор", "名前 {*} 😀")).isEqualTo("автор:名前 {*} 😀");
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullNameIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Tag.of(null, 1))
			.withMessageContaining("'name'")
			.withMessageContaining("must not be null");
	}

	@Test
	void emptyNameIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("", 1))
			.withMessageContaining("'name'")
			.withMessageContaining("must not be empty");
	}

	@Test
	void nullPartIsRefusedWithItsPosition() {
		assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("a", 1, null))
			.withMessageContaining("'parts[1]'")
			.withMessageContaining("must not be null");
	}

	@Test
	void emptyPartIsRefusedWithItsPosition() {
		assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("a", "")).withMessageContaining("'parts[0]'");
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullPartsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("a", (Object[]) null))
			.withMessageContaining("'parts'");
	}

	@Test
	void partOfAnotherTypeIsRefusedWithItsTypeAndTheRemedy() {
		assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("a", List.of(1)))
			.withMessageContaining("'parts[0]'")
			.withMessageContaining("java.util.ImmutableCollections")
			.withMessageContaining("use text, a number");
	}

	@Test
	void reservedPrefixIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("~articles")).withMessageContaining("~");
	}

	@Test
	void unpairedSurrogateIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("a", "x\ud83d"));
	}

	@Test
	void tooLongTagIsRefused() {
		assertThat(Tag.of("a".repeat(10_240))).hasSize(10_240);
		assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("a".repeat(10_241)));
	}

	enum Colour {

		RED {

			@Override
			public String toString() {
				return "something else";
			}

		}

	}

}
