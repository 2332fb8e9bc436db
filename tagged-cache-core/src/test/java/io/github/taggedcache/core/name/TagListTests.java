package io.github.taggedcache.core.name;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

class TagListTests {

	private static final List<String> TAGS = List.of("~", "~articles", "article:42", "", "Zürich", "文章", "\uD83D\uDE00",
			"x".repeat(300));

	@Test
	void tagsComeBackInTheirOrder() {
		assertThat(TagList.of("articles", TAGS)).isInstanceOf(TagList.class).isEqualTo(TAGS);
	}

	@Test
	void eachTagIsAtItsPlaceAndNowhereElse() {
		TagList list = (TagList) TagList.of("articles", TAGS);
		for (int i = 0; i < TAGS.size(); i++) {
			for (String tag : TAGS) {
				assertThat(list.isAt(i, tag)).as("%s at %d", tag, i).isEqualTo(TAGS.get(i).equals(tag));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "article:4", "article:43", "article:421", "articlf:42", "~article", "-articles", "Zuerich",
			"Zürici", "Zýrich", "文竡", "文", "\uD83D\uDE01", "\uD83D", "?", "x" })
	void otherTagIsAtNoPlace(String tag) {
		TagList list = (TagList) TagList.of("articles", TAGS);
		assertThat(IntStream.range(0, TAGS.size()).filter((index) -> list.isAt(index, tag))).isEmpty();
	}

	@Test
	void listDoesNotChangeWithTheTagsThatItWasMadeOf() {
		List<String> tags = new ArrayList<>(TAGS);
		List<String> list = TagList.of("articles", tags);
		tags.clear();
		assertThat(list).isEqualTo(TAGS);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.add("a"));
	}

	@Test
	void tagsWithoutTheImplicitOnesComeBack() {
		for (List<String> tags : List.of(List.of("a", "b"), List.of("~"), List.of("~", "~others", "a"),
				List.<String>of())) {
			assertThat(TagList.of("articles", tags)).isEqualTo(tags);
		}
	}

	@Test
	void manyTagsAndLongTagsComeBack() {
		List<String> many = IntStream.range(0, 10_000)
			.mapToObj((i) -> (i == 0) ? "~" : (i == 1) ? "~a" : "t" + i)
			.toList();
		assertThat(TagList.of("a", many)).isEqualTo(many);
		List<String> longest = List.of("~", "~a", "x".repeat(TagName.MAX_BYTES), "x".repeat(0xFFFF), "y");
		assertThat(TagList.of("a", longest)).isEqualTo(longest);
		assertThat(TagList.of("a", longest.subList(0, 3))).isInstanceOf(TagList.class).isEqualTo(longest.subList(0, 3));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 127, 128, 255, 256, 300, 511 })
	void lengthOfATagComesBack(int length) {
		List<String> tags = List.of("~", "~articles", "x".repeat(length), "y");
		assertThat(TagList.of("articles", tags)).isInstanceOf(TagList.class).isEqualTo(tags);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 8 })
	void noTagIsBeyondTheList(int index) {
		List<String> list = TagList.of("articles", TAGS);
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(index));
	}

	@Test
	void comparingAllocatesNothing() {
		assumeThat(ManagementFactory.getThreadMXBean()).isInstanceOf(ThreadMXBean.class);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		TagList list = (TagList) TagList.of("articles", TAGS);
		int found = found(list);
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < 10_000; i++) {
			found += found(list);
		}
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
		assertThat(found).isEqualTo(10_001 * TAGS.size());
	}

	private static int found(TagList list) {
		int found = 0;
		for (int i = 0; i < TAGS.size(); i++) {
			found += list.isAt(i, TAGS.get(i)) ? 1 : 0;
		}
		return found;
	}

}
