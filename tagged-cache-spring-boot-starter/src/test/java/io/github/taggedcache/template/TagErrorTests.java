package io.github.taggedcache.template;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.taggedcache.annotation.CacheTags;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is refused at a call, and how the error reads.
 */
class TagErrorTests {

	private final TagAnnotations annotations = new TagAnnotations(null);

	@Test
	void nullPartNamesMethodTemplateAndPart() {
		assertCallIsRefused("two", 1, null).withMessageContaining("Examples.two(Object, Object)")
			.withMessageContaining("@CacheTags")
			.withMessageContaining("\"a:#{#first}:#{#second}\"")
			.withMessageContaining("Part #{#second}")
			.withMessageContaining("must not be null");
	}

	@Test
	void emptyTextIsRefused() {
		assertCallIsRefused("two", "", 1).withMessageContaining("Part #{#first}")
			.withMessageContaining("must not be empty");
	}

	@Test
	void emptyOptionalIsNull() {
		assertCallIsRefused("two", 1, Optional.empty()).withMessageContaining("must not be null");
	}

	@Test
	void nullElementIsRefusedWithItsPosition() {
		assertCallIsRefused("two", 1, Arrays.asList(5, null)).withMessageContaining("Part #{#second}")
			.withMessageContaining("element 1")
			.withMessageContaining("must not be null");
	}

	@Test
	void emptyElementIsRefusedWithItsPosition() {
		assertCallIsRefused("two", 1, List.of("")).withMessageContaining("element 0")
			.withMessageContaining("must not be empty");
	}

	@Test
	void nullIsRefusedBesideAnEmptyCollection() {
		assertCallIsRefused("two", List.of(), null).withMessageContaining("Part #{#second}");
	}

	@Test
	void elementThatFansOutIsRefused() {
		assertCallIsRefused("two", 1, List.of(List.of(1))).withMessageContaining("element 0 fans out again");
		assertCallIsRefused("two", 1, new int[][] { { 1 } }).withMessageContaining("element 0 fans out again");
		assertCallIsRefused("two", 1, List.of(Stream.of(1))).withMessageContaining("element 0 fans out again");
	}

	@Test
	void mapIsRefusedWithTheRemedy() {
		assertCallIsRefused("two", 1, Map.of("a", 1)).withMessageContaining("keySet()");
		assertCallIsRefused("two", 1, List.of(Map.of("a", 1))).withMessageContaining("keySet()");
	}

	@Test
	void valueOfAnotherTypeIsRefusedWithItsType() {
		assertCallIsRefused("two", 1, new Object()).withMessageContaining("java.lang.Object is not a type");
	}

	@Test
	void valueOfAnotherTypeIsNotPrinted() {
		assertCallIsRefused("two", 1, new Secret("s3cret")).withMessageNotContaining("s3cret");
	}

	@Test
	void failureOfExpressionIsTheCause() {
		assertCallIsRefused("failing", 1).withMessageContaining("Part #{#value.nonsense()}")
			.withMessageContaining("Examples.failing(Object)")
			.withCauseInstanceOf(RuntimeException.class);
	}

	@Test
	void failureOfApplicationCodeIsTheCause() {
		IllegalStateException failure = new IllegalStateException("broken");
		Iterable<Object> broken = () -> {
			throw failure;
		};
		assertCallIsRefused("two", 1, broken).withMessageContaining("broken").withCause(failure);
	}

	@Test
	void missingBeanNamesMethodAndTemplate() {
		assertCallIsRefused("bean").withMessageContaining("Examples.bean()").withMessageContaining("#{@tenant}");
	}

	@Test
	void invalidTagIsRefused() {
		assertCallIsRefused("whole", "~articles").withMessageContaining("\"#{#tag}\"")
			.withMessageContaining("reserved");
		assertCallIsRefused("whole", "a".repeat(10_241)).withMessageContaining("10240");
	}

	@Test
	void streamThatTheMethodReadsIsRefusedUnread() {
		Stream<Integer> stream = Stream.of(1);
		assertCallIsRefused("whole", stream).withMessageContaining("use a collection");
		assertThat(stream.toList()).containsExactly(1);
	}

	@Test
	void iteratorThatTheCallerReadsIsRefusedUnread() {
		Iterator<Integer> iterator = List.of(1).iterator();
		MethodTags tags = tags("result");
		assertThatExceptionOfType(TagTemplateException.class)
			.isThrownBy(() -> tags.tags(new Examples(), new Object[0], iterator))
			.withMessageContaining("use a collection");
		assertThat(iterator.hasNext()).isTrue();
	}

	@Test
	void moreThanTheMostTagsAreRefusedWithMethodAndBound() {
		List<Integer> ids = IntStream.range(0, 1_000_001).boxed().toList();
		assertCallIsRefused("whole", ids).withMessageContaining("1000000")
			.withMessageContaining("Examples.whole(Object)");
	}

	@Test
	void tagsOfAllTemplatesCountTogether() {
		List<Integer> ids = IntStream.range(0, 500_001).boxed().toList();
		assertCallIsRefused("both", ids).withMessageStartingWith("Number of tags")
			.withMessageContaining("more than 1000000 tags")
			.withMessageContaining("Examples.both(Object)");
	}

	@Test
	void tooManyCombinationsAreRefusedBeforeTheyAreMade() {
		List<Integer> ids = IntStream.range(0, 10_000).boxed().toList();
		assertCallIsRefused("two", ids, ids).withMessageContaining("more than 1000000 tags");
	}

	@Test
	void endlessStreamIsRefused() {
		assertCallIsRefused("endless").withMessageContaining("1000000").withMessageContaining("Examples.endless()");
	}

	private ThrowableAssertAlternative<TagTemplateException> assertCallIsRefused(String method,
			@Nullable Object... args) {
		MethodTags tags = tags(method);
		return assertThatExceptionOfType(TagTemplateException.class)
			.isThrownBy(() -> tags.callTags(new Examples(), args));
	}

	private MethodTags tags(String method) {
		return this.annotations.methodTags(Methods.named(Examples.class, method), Examples.class);
	}

	record Secret(String value) {
	}

	static class Examples {

		@CacheTags("a:#{#first}:#{#second}")
		public void two(@Nullable Object first, @Nullable Object second) {
		}

		@CacheTags("a:#{#value.nonsense()}")
		public void failing(Object value) {
		}

		@CacheTags("a:#{@tenant}")
		public void bean() {
		}

		@CacheTags("#{#tag}")
		public void whole(Object tag) {
		}

		@CacheTags({ "a:#{#ids}", "b:#{#ids}" })
		public void both(Object ids) {
		}

		@CacheTags("a:#{#result}")
		public Object result() {
			return 1;
		}

		@CacheTags("a:#{#root.target.numbers()}")
		public void endless() {
		}

		public Stream<Integer> numbers() {
			return Stream.iterate(0, (number) -> number + 1);
		}

	}

}
