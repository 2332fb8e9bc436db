package io.github.taggedcache.template;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.taggedcache.Tag;
import io.github.taggedcache.annotation.CacheTags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

@org.junit.jupiter.api.Tag("row-20") // the other Tag is used below
class MethodTagsTests {

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	private final TagAnnotations annotations = new TagAnnotations(this.beans);

	private final Articles articles = new Articles();

	@Test
	void literalIsKeptAsWritten() {
		assertThat(callTags("literal")).containsExactly("articles: all %3A {x} $1");
	}

	@Test
	void parameterIsKnownByNameAndPositionAndAsArgument() {
		assertThat(callTags("variables", 7L, "x")).containsExactly("name:7", "a:7", "p:x", "args:7", "root:x");
	}

	@Test
	void rootHasTheCall() {
		assertThat(callTags("root")).containsExactly("root", "name:root", "target:articles", "class:Articles");
	}

	@Test
	void beanIsKnownByItsName() {
		this.beans.addBean("tenant", "acme");
		assertThat(callTags("bean")).containsExactly("tenant:acme");
	}

	@Test
	void valuesBecomeTheTextThatTagGivesThem() {
		for (Object value : List.of("a:b", "50%", 1L, 2.5, true, 'c', TimeUnit.DAYS, new UUID(1, 2),
				LocalDate.of(2026, 3, 1))) {
			assertThat(callTags("any", value)).containsExactly(Tag.of("any", value));
		}
	}

	@Test
	void valueOfPartCannotLookLikeAnotherTag() {
		assertThat(callTags("any", "a:b")).containsExactly("any:a%3Ab").isNotEqualTo(Set.of(Tag.of("any", "a", "b")));
	}

	@Test
	void singleExpressionGivesWholeTags() {
		assertThat(callTags("whole", "author:5%")).containsExactly("author:5%");
		assertThat(callTags("whole", List.of("a:1", "b:2"))).containsExactly("a:1", "b:2");
	}

	@Test
	void singleExpressionMayUseTag() {
		assertThat(callTags("typed", "a:b")).containsExactly("author:a%3Ab");
	}

	@Test
	void unicodeIsKept() {
		assertThat(callTags("any", "名前 😀")).containsExactly("any:名前 😀");
	}

	@Test
	void collectionFansOut() {
		assertThat(callTags("any", List.of(1, 2, 3))).containsExactly("any:1", "any:2", "any:3");
	}

	@Test
	void arrayFansOut() {
		assertThat(callTags("any", (Object) new String[] { "a", "b" })).containsExactly("any:a", "any:b");
		assertThat(callTags("any", new long[] { 1, 2 })).containsExactly("any:1", "any:2");
	}

	@Test
	void iterableFansOut() {
		Iterable<Integer> numbers = () -> List.of(1, 2).iterator();
		assertThat(callTags("any", numbers)).containsExactly("any:1", "any:2");
	}

	@Test
	void oneShotIteratorFansOutInEachCombination() {
		this.beans.addBean("source", new Source());
		assertThat(callTags("iterator", 1, 2)).containsExactly("1/a", "1/b", "2/a", "2/b");
	}

	@Test
	void oneShotStreamFansOutAndIsClosed() {
		Source source = new Source();
		this.beans.addBean("source", source);
		assertThat(callTags("stream")).containsExactly("s:a", "s:b");
		assertThat(source.closed).isTrue();
	}

	@Test
	void primitiveStreamFansOut() {
		this.beans.addBean("source", new Source());
		assertThat(callTags("intStream")).containsExactly("i:1", "i:2");
	}

	@Test
	void contentOfOptionalIsUsed() {
		assertThat(callTags("any", Optional.of(1))).containsExactly("any:1");
		assertThat(callTags("any", Optional.of(List.of(1, 2)))).containsExactly("any:1", "any:2");
		assertThat(callTags("any", List.of(Optional.of(1)))).containsExactly("any:1");
	}

	@Test
	void severalFanningPartsGiveEveryCombination() {
		assertThat(callTags("cross", List.of(1, 2), Set.of("x"), new int[] { 8, 9 })).containsExactly("1-x-8", "1-x-9",
				"2-x-8", "2-x-9");
	}

	@Test
	void emptyCollectionGivesNoTags() {
		assertThat(callTags("any", List.of())).isEmpty();
		assertThat(callTags("cross", List.of(1), List.of(), List.of(2))).isEmpty();
		assertThat(callTags("literalAndAny", List.of())).containsExactly("all");
	}

	@Test
	void duplicatesCollapseInOrder() {
		assertThat(callTags("any", List.of(3, 1, 3, 2, 1))).containsExactly("any:3", "any:1", "any:2");
	}

	@Test
	void hundredThousandTagsAreAccepted() {
		List<Integer> ids = IntStream.range(0, 100_000).boxed().toList();
		assertThat(callTags("any", ids)).hasSize(100_000);
	}

	@Test
	void projectionOfAnyNumberOfElementsOfFewTagsIsAccepted() {
		List<Article> many = Collections.nCopies(50_000, new Article(1, 5));
		assertThat(tags("projected", many)).containsExactly("author:5");
	}

	@Test
	void tagsOfTheResultAreNotAmongThoseOfTheCall() {
		MethodTags tags = methodTags("article");
		assertThat(tags.needsResult()).isTrue();
		assertThat(tags.callTags(this.articles, new Object[] { 1L })).containsExactly("article:1");
	}

	@Test
	void allTagsAreKnownWithTheResult() {
		assertThat(tags("article", new Article(1, 5), 1L)).containsExactly("article:1", "author:5");
	}

	@Test
	void templatesOfTheResultAreSkippedWhereItIsNull() {
		assertThat(tags("article", null, 1L)).containsExactly("article:1");
		assertThat(tags("article", Optional.empty(), 1L)).containsExactly("article:1");
	}

	@Test
	void resultIsContentOfOptional() {
		assertThat(tags("article", Optional.of(new Article(1, 5)), 1L)).contains("author:5");
	}

	@Test
	void resultIsUsedWhereverItStandsInAnExpression() {
		assertThat(methodTags("nestedResult").needsResult()).isTrue();
		assertThat(methodTags("any").needsResult()).isFalse();
	}

	@Test
	void tagsOfTheCallAreNotEvaluatedAgainWithTheResult() {
		this.beans.addBean("source", new Source());
		MethodTags tags = methodTags("counted");
		Set<String> callTags = tags.callTags(this.articles, new Object[0]);
		assertThat(callTags).containsExactly("call:1");
		assertThat(tags.withResult(callTags, this.articles, new Object[0], new Article(1, 5))).containsExactly("call:1",
				"author:5");
	}

	@Test
	void nothingIsAddedToTagsOfTheCallByNullResult() {
		assertThat(methodTags("article").withResult(Set.of("article:1"), this.articles, new Object[] { 1L }, null))
			.containsExactly("article:1");
	}

	@Test
	void parameterNamedArgsHidesTheArguments() {
		assertThat(callTags("argsParameter", 1, List.of("x"))).containsExactly("args:x");
	}

	@Test
	void parameterNamedResultIsKnownByPosition() {
		assertThat(callTags("resultParameter", "x")).containsExactly("a:x");
	}

	@Test
	void projectionOfResultFansOut() {
		assertThat(tags("projected", Arrays.asList(new Article(1, 2), new Article(2, 3)))).containsExactly("author:2",
				"author:3");
	}

	private Set<String> callTags(String method, Object... args) {
		return methodTags(method).callTags(this.articles, args);
	}

	private Set<String> tags(String method, @Nullable Object result, Object... args) {
		return methodTags(method).tags(this.articles, args, result);
	}

	private MethodTags methodTags(String method) {
		return this.annotations.methodTags(Methods.named(Articles.class, method), Articles.class);
	}

	record Article(long id, long authorId) {
	}

	static class Source {

		private final AtomicInteger calls = new AtomicInteger();

		private final AtomicBoolean closed = new AtomicBoolean();

		public Iterator<String> iterator() {
			return List.of("a", "b").iterator();
		}

		public Stream<String> stream() {
			return Stream.of("a", "b").onClose(() -> this.closed.set(true));
		}

		public IntStream intStream() {
			return IntStream.of(1, 2);
		}

		public int next() {
			return this.calls.incrementAndGet();
		}

	}

	static class Articles {

		@CacheTags("articles: all %3A {x} $1")
		public void literal() {
		}

		@CacheTags({ "name:#{#id}", "a:#{#a0}", "p:#{#p1}", "args:#{#args[0]}", "root:#{#root.args[1]}" })
		public void variables(long id, String name) {
		}

		@CacheTags({ "#{#root.method.name}", "name:#{methodName}", "target:#{#root.target.toString()}",
				"class:#{#root.targetClass.simpleName}" })
		public void root() {
		}

		@CacheTags("tenant:#{@tenant}")
		public void bean() {
		}

		@CacheTags("any:#{#value}")
		public void any(Object value) {
		}

		@CacheTags({ "all", "any:#{#value}" })
		public void literalAndAny(Object value) {
		}

		@CacheTags("#{#value}")
		public void whole(Object value) {
		}

		@CacheTags("#{T(io.github.taggedcache.Tag).of('author', #name)}")
		public void typed(String name) {
		}

		@CacheTags("#{#args}/#{@source.iterator()}")
		public void iterator(int first, int second) {
		}

		@CacheTags("s:#{@source.stream()}")
		public void stream() {
		}

		@CacheTags("i:#{@source.intStream()}")
		public void intStream() {
		}

		@CacheTags("#{#a}-#{#b}-#{#c}")
		public void cross(Object a, Object b, Object c) {
		}

		@CacheTags({ "article:#{#id}", "author:#{#result.authorId}" })
		public Object article(long id) {
			return id;
		}

		@CacheTags("author:#{#result.![authorId]}")
		public Object projected() {
			return List.of();
		}

		@CacheTags("x:#{#root.methodName.length() > 3 ? {1, #result}.size() : 0}")
		public Object nestedResult() {
			return 1;
		}

		@CacheTags({ "call:#{@source.next()}", "author:#{#result.authorId}" })
		public Object counted() {
			return 1;
		}

		@CacheTags("args:#{#args}")
		public void argsParameter(int first, List<String> args) {
		}

		@CacheTags("a:#{#a0}")
		public void resultParameter(String result) {
		}

		@Override
		public String toString() {
			return "articles";
		}

	}

}
