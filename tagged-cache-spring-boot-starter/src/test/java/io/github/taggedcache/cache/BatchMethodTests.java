package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.github.taggedcache.Tag;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.template.TagTemplateException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Methods over many ids, whose results are cached entry by entry: row 8 of the
 * capabilities.
 */
class BatchMethodTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Shop.class, Window.class)
		.with("tagged-cache.caches.no-nulls.cache-null-values=false");

	private final Shop shop = application.bean(Shop.class);

	@BeforeEach
	void reset() {
		this.shop.reset();
	}

	@Test
	void methodIsCalledOnceWithTheIdsThatAreMissingInTheirOrder() {
		this.shop.article(2);
		assertThat(ids(this.shop.keyed(List.of(3L, 2L, 1L)))).containsExactly(3L, 2L, 1L);
		assertThat(this.shop.calls()).containsExactly(List.of(2L), List.of(3L, 1L));
		assertThat(ids(this.shop.keyed(List.of(1L, 2L, 3L)))).containsExactly(1L, 2L, 3L);
		assertThat(this.shop.calls()).hasSize(2);
	}

	@Test
	void methodOfOneIdFindsWhatTheBatchStored() {
		this.shop.keyed(List.of(1L, 2L));
		assertThat(this.shop.article(1).id()).isEqualTo(1);
		assertThat(this.shop.calls()).hasSize(1);
	}

	@Test
	void anotherNodeFindsWhatTheBatchStored() {
		this.shop.keyed(List.of(1L, 2L));
		Shop other = application.otherContext().getBean(Shop.class);
		other.reset();
		assertThat(ids(other.keyed(List.of(2L, 1L)))).containsExactly(2L, 1L);
		assertThat(other.calls()).isEmpty();
	}

	@Test
	void evictOfOneIdReachesTheEntryOfTheBatch() {
		this.shop.keyed(List.of(1L, 2L));
		this.shop.evict(1);
		this.shop.keyed(List.of(1L, 2L));
		assertThat(this.shop.calls()).containsExactly(List.of(1L, 2L), List.of(1L));
	}

	@Test
	void evictingCallReachesTheEntriesOfItsIdsAndNoOther() {
		this.shop.keyed(List.of(1L, 2L, 3L));
		application.manager().evicting(this.shop).keyed(List.of(1L, 3L));
		this.shop.keyed(List.of(1L, 2L, 3L));
		assertThat(this.shop.calls()).containsExactly(List.of(1L, 2L, 3L), List.of(1L, 3L));
	}

	@Test
	void putOfOneIdIsFoundByTheBatch() {
		this.shop.put(1, "put");
		assertThat(this.shop.keyed(List.of(1L))).extracting(Article::title).containsExactly("put");
	}

	@Test
	void eachEntryHasTheTagsOfItsIdAndItsValueAlone() {
		this.shop.keyed(List.of(1L, 2L, 13L));
		application.otherNode().invalidateTags(Tag.of("article", 2));
		this.shop.keyed(List.of(1L, 2L, 13L));
		application.otherNode().invalidateTags(Tag.of("author", 3));
		this.shop.keyed(List.of(1L, 2L, 13L));
		assertThat(this.shop.calls()).containsExactly(List.of(1L, 2L, 13L), List.of(2L), List.of(13L));
	}

	@Test
	void valueWhoseTagWasInvalidatedDuringTheCallIsReturnedAndNotStoredAlone() {
		this.shop.keyed(List.of(1L, 2L));
		application.manager().invalidateTags(Tag.of("article", 1), Tag.of("article", 2));
		this.shop.onLoad(() -> application.otherNode().invalidateTags(Tag.of("author", 2)));
		assertThat(ids(this.shop.keyed(List.of(1L, 2L)))).containsExactly(1L, 2L);
		this.shop.onLoad(() -> {
		});
		this.shop.keyed(List.of(1L, 2L));
		assertThat(this.shop.calls()).containsExactly(List.of(1L, 2L), List.of(1L, 2L), List.of(2L));
	}

	@Test
	void valueThatWasFoundIsJudgedByTheTagsOfItsId() {
		this.shop.byPosition(List.of(2L));
		application.cache("by-position").put(1L, new Article(1, 1, "put"));
		application.manager().invalidateTags(Tag.of("article", 1));
		assertThat(this.shop.byPosition(List.of(1L))).extracting(Article::title).containsExactly("title");
	}

	@Test
	void valueThatIsMadeFromABatchDependsOnEachOfItsEntries() {
		Window window = application.bean(Window.class);
		int before = window.calls();
		window.titles(List.of(1L, 2L));
		window.titles(List.of(1L, 2L));
		assertThat(window.calls() - before).isOne();
		application.otherNode().invalidateTags(Tag.of("author", 2));
		window.titles(List.of(1L, 2L));
		assertThat(window.calls() - before).isEqualTo(2);
		this.shop.evict(1);
		window.titles(List.of(1L, 2L));
		window.titles(List.of(1L, 2L));
		assertThat(window.calls() - before).isEqualTo(3);
	}

	@Test
	void noIdsCallNothing() {
		assertThat(this.shop.keyed(List.of())).isEmpty();
		assertThat(this.shop.mapped(Set.of())).isEmpty();
		assertThat(this.shop.array(new long[0])).isEmpty();
		assertThat(this.shop.calls()).isEmpty();
	}

	@Test
	void idWithoutAnElementIsLeftOutAndNotCached() {
		assertThat(ids(this.shop.keyed(List.of(-1L, 2L)))).containsExactly(2L);
		this.shop.keyed(List.of(-1L, 2L));
		assertThat(this.shop.calls()).containsExactly(List.of(-1L, 2L), List.of(-1L));
	}

	@Test
	void idThatIsNamedTwiceHasOneElementAmongThoseFoundByTheirIds() {
		assertThat(ids(this.shop.keyed(List.of(1L, 2L, 1L)))).containsExactly(1L, 2L);
		assertThat(this.shop.calls()).containsExactly(List.of(1L, 2L));
	}

	@Test
	void listWithoutBatchKeyHasAnElementForEachId() {
		assertThat(this.shop.byPosition(List.of(2L, -1L, 2L)))
			.extracting((article) -> (article != null) ? article.id() : null)
			.containsExactly(2L, null, 2L);
		assertThat(this.shop.calls()).containsExactly(List.of(2L, -1L));
		assertThat(this.shop.byPosition(List.of(-1L))).containsExactly((Article) null);
		assertThat(this.shop.calls()).hasSize(1);
	}

	@Test
	void nullOfAListIsNotCachedWhereThePropertySaysSo() {
		this.shop.byPositionWithoutNulls(List.of(2L, -1L));
		assertThat(this.shop.byPositionWithoutNulls(List.of(2L, -1L))).hasSize(2).containsNull();
		assertThat(this.shop.calls()).containsExactly(List.of(2L, -1L), List.of(-1L));
	}

	@Test
	void listWithoutBatchKeyThatIsTooShortIsAnErrorThatNamesTheMethod() {
		assertThatExceptionOfType(TagTemplateException.class).isThrownBy(() -> this.shop.tooShort(List.of(1L, 2L)))
			.withMessageContaining(Shop.class.getName() + ".tooShort returned 1 elements for 2 ids.")
			.withMessageContaining("batchKey = \"#result.id\"");
	}

	@Test
	void twoElementsOfOneIdAreAnError() {
		assertThatExceptionOfType(TagTemplateException.class).isThrownBy(() -> this.shop.doubled(List.of(1L)))
			.withMessageContaining("Batch key \"#result.id\"")
			.withMessageContaining("have one id");
	}

	@Test
	void nullIdIsAnErrorThatNamesTheMethod() {
		assertThatExceptionOfType(TagTemplateException.class)
			.isThrownBy(() -> this.shop.keyed(Collections.singletonList(null)))
			.withMessageContaining("Batch \"#ids\" of @CacheTags on " + Shop.class.getName() + ".keyed(Collection)")
			.withMessageContaining("one of the ids is null");
		assertThatExceptionOfType(TagTemplateException.class).isThrownBy(() -> this.shop.keyed(null))
			.withMessageContaining("the argument is null");
	}

	@Test
	void mapIsByItsKeys() {
		Map<Long, Article> found = this.shop.mapped(set(3L, 2L, -1L));
		assertThat(found.keySet()).containsExactly(3L, 2L);
		assertThat(this.shop.mapped(set(2L, -1L, 3L)).keySet()).containsExactly(2L, 3L);
		assertThat(this.shop.calls()).containsExactly(List.of(3L, 2L, -1L), List.of(-1L));
	}

	@Test
	void nullOfAMapIsAValue() {
		assertThat(this.shop.nulls(List.of(1L))).containsExactlyEntriesOf(Collections.singletonMap(1L, null));
		assertThat(this.shop.nulls(List.of(1L))).containsExactlyEntriesOf(Collections.singletonMap(1L, null));
		assertThat(this.shop.calls()).hasSize(1);
	}

	@Test
	void arraysOfIdsAndElementsWork() {
		assertThat(this.shop.array(2L, 1L)).extracting(Article::id).containsExactly(2L, 1L);
		assertThat(this.shop.array(1L, 3L)).extracting(Article::id).containsExactly(1L, 3L);
		assertThat(this.shop.calls()).containsExactly(List.of(2L, 1L), List.of(3L));
	}

	@Test
	void sortedSetKeepsItsOrder() {
		SortedSet<Long> ids = new TreeSet<>(Comparator.reverseOrder());
		ids.addAll(List.of(1L, 2L, 3L));
		assertThat(ids(this.shop.sorted(ids))).containsExactly(3L, 2L, 1L);
		assertThat(this.shop.calls()).containsExactly(List.of(3L, 2L, 1L));
	}

	@Test
	void iterableIsIteratedOnce() {
		Iterator<Long> once = List.of(2L, 1L).iterator();
		assertThat(this.shop.iterable(() -> once)).extracting(Article::id).containsExactly(2L, 1L);
	}

	@Test
	void otherArgumentsArePartOfTheKey() {
		this.shop.translated("de", List.of(1L, 2L));
		this.shop.translated("en", List.of(2L));
		this.shop.translated("de", List.of(2L, 1L));
		assertThat(this.shop.calls()).containsExactly(List.of(1L, 2L), List.of(2L));
		assertThat(this.shop.translatedOne("de", 1L).title()).isEqualTo("de 1");
		assertThat(this.shop.calls()).hasSize(2);
	}

	@Test
	void keyExpressionIsEvaluatedForEachId() {
		this.shop.prefixed(List.of(1L, 2L));
		assertThat(application.cache("prefixed").get("id-1")).isNotNull();
		this.shop.prefixed(List.of(2L));
		assertThat(this.shop.calls()).hasSize(1);
	}

	@Test
	void unlessIsAskedForEachValue() {
		this.shop.odd(List.of(1L, 2L));
		this.shop.odd(List.of(1L, 2L));
		assertThat(this.shop.calls()).containsExactly(List.of(1L, 2L), List.of(2L));
	}

	@Test
	void exceptionOfTheMethodIsThrownAsItIs() {
		IllegalStateException failure = new IllegalStateException("no database");
		this.shop.onLoad(() -> {
			throw failure;
		});
		assertThatIllegalStateException().isThrownBy(() -> this.shop.keyed(List.of(1L))).isSameAs(failure);
	}

	@Test
	void regionHasTheTypeOfOneElement() {
		this.shop.keyed(List.of(1L));
		assertThat(application.cache("articles").get(1L, Article.class)).isNotNull();
		assertThat(application.otherCache("only-batch").get(1L)).isNull();
		this.shop.onlyBatch(List.of(1L));
		assertThat(application.otherCache("only-batch").get(1L, Article.class)).isEqualTo(new Article(1, 1, "title 1"));
	}

	@Test
	void templateWithoutTagsNeedsNone() {
		this.shop.onlyBatch(List.of(1L, 2L));
		this.shop.onlyBatch(List.of(2L, 3L));
		assertThat(this.shop.calls()).containsExactly(List.of(1L, 2L), List.of(3L));
	}

	@Test
	void moreIdsThanOneRequestTakesAreCached() {
		List<Long> all = LongStream.rangeClosed(1, 1500).boxed().toList();
		assertThat(ids(this.shop.keyed(all))).isEqualTo(all);
		assertThat(ids(this.shop.keyed(all))).isEqualTo(all);
		assertThat(this.shop.calls()).hasSize(1);
	}

	@Test
	void changedElementOfOneCallerIsNotSeenByTheNext() {
		this.shop.lists(List.of(1L)).get(1L).add("mine");
		this.shop.lists(List.of(1L)).get(1L).add("mine too");
		assertThat(this.shop.lists(List.of(1L)).get(1L)).containsExactly("1");
	}

	private static List<Long> ids(Collection<Article> articles) {
		return articles.stream().map(Article::id).toList();
	}

	private static Set<Long> set(Long... ids) {
		return new LinkedHashSet<>(List.of(ids));
	}

	/**
	 * Makes a value of entries.
	 */
	static class Window {

		private final Shop shop;

		private int calls;

		Window(Shop shop) {
			this.shop = shop;
		}

		@Cacheable("windows")
		public List<String> titles(List<Long> ids) {
			this.calls++;
			return this.shop.keyed(ids).stream().map(Article::title).toList();
		}

		public int calls() {
			return this.calls;
		}

	}

	@EnableCaching
	static class Shop {

		private final List<List<Long>> calls = new ArrayList<>();

		private Runnable onLoad = () -> {
		};

		public void reset() {
			this.calls.clear();
			this.onLoad = () -> {
			};
		}

		public List<List<Long>> calls() {
			return List.copyOf(this.calls);
		}

		public void onLoad(Runnable onLoad) {
			this.onLoad = onLoad;
		}

		private List<Article> load(Stream<Long> ids) {
			List<Long> wanted = ids.toList();
			this.calls.add(wanted);
			this.onLoad.run();
			return wanted.stream().filter((id) -> id > 0).map((id) -> new Article(id, id % 10, "title " + id)).toList();
		}

		@Cacheable("articles")
		@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
		public Article article(long id) {
			return load(Stream.of(id)).get(0);
		}

		@CacheEvict("articles")
		public void evict(long id) {
		}

		@CachePut(cacheNames = "articles", key = "#id")
		@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
		public Article put(long id, String title) {
			return new Article(id, 7, title);
		}

		/**
		 * In another order than the ids, and with one that nobody asked for.
		 */
		@Cacheable("articles")
		@CacheTags(value = { "article:#{#ids}", "author:#{#result.author}" }, batch = "#ids", batchKey = "#result.id")
		public List<Article> keyed(Collection<Long> ids) {
			List<Article> loaded = new ArrayList<>(load(ids.stream()));
			Collections.reverse(loaded);
			loaded.add(new Article(Long.MAX_VALUE, 0, "nobody's"));
			return loaded;
		}

		@Cacheable("by-position")
		@CacheTags(value = "article:#{#ids}", batch = "#ids")
		public List<Article> byPosition(List<Long> ids) {
			return positions(ids);
		}

		@Cacheable("no-nulls")
		@CacheTags(value = "article:#{#ids}", batch = "#ids")
		public List<Article> byPositionWithoutNulls(List<Long> ids) {
			return positions(ids);
		}

		private List<Article> positions(List<Long> ids) {
			this.calls.add(ids);
			List<Article> loaded = new ArrayList<>();
			ids.forEach((id) -> loaded.add((id > 0) ? new Article(id, 1, "title") : null));
			return loaded;
		}

		@Cacheable("by-position")
		@CacheTags(value = "article:#{#ids}", batch = "#ids")
		public List<Article> tooShort(List<Long> ids) {
			return load(Stream.of(1L));
		}

		@Cacheable("doubled")
		@CacheTags(batch = "#ids", batchKey = "#result.id")
		public List<Article> doubled(List<Long> ids) {
			return load(Stream.of(1L, 1L));
		}

		@Cacheable("mapped")
		@CacheTags(value = "author:#{#result.author}", batch = "#ids")
		public Map<Long, Article> mapped(Set<Long> ids) {
			Map<Long, Article> loaded = new LinkedHashMap<>();
			load(ids.stream()).forEach((article) -> loaded.put(article.id(), article));
			return loaded;
		}

		@Cacheable("nulls")
		@CacheTags(value = "author:#{#result.author}", batch = "#ids")
		public Map<Long, Article> nulls(List<Long> ids) {
			this.calls.add(ids);
			return Collections.singletonMap(ids.get(0), null);
		}

		@Cacheable("array")
		@CacheTags(value = "article:#{#ids}", batch = "#ids")
		public Article[] array(long... ids) {
			return load(Arrays.stream(ids).boxed()).toArray(Article[]::new);
		}

		@Cacheable("sorted")
		@CacheTags(batch = "#ids", batchKey = "#result.id")
		public Set<Article> sorted(SortedSet<Long> ids) {
			return Set.copyOf(load(ids.stream()));
		}

		@Cacheable("iterable")
		@CacheTags(batch = "#ids", batchKey = "#result.id")
		public Iterable<Article> iterable(Iterable<Long> ids) {
			return load(StreamSupport.stream(ids.spliterator(), false));
		}

		@Cacheable("translated")
		@CacheTags(value = "article:#{#ids}", batch = "#ids", batchKey = "#result.id")
		public List<Article> translated(String language, List<Long> ids) {
			return load(ids.stream()).stream()
				.map((article) -> new Article(article.id(), 1, language + " " + article.id()))
				.toList();
		}

		@Cacheable("translated")
		@CacheTags("article:#{#id}")
		public Article translatedOne(String language, long id) {
			return load(Stream.of(id)).get(0);
		}

		@Cacheable(cacheNames = "prefixed", key = "'id-' + #ids")
		@CacheTags(batch = "#ids", batchKey = "#result.id")
		public List<Article> prefixed(List<Long> ids) {
			return load(ids.stream());
		}

		@Cacheable(cacheNames = "odd", unless = "#result.id % 2 == 0")
		@CacheTags(batch = "#ids", batchKey = "#result.id")
		public List<Article> odd(List<Long> ids) {
			return load(ids.stream());
		}

		@Cacheable("only-batch")
		@CacheTags(batch = "#ids", batchKey = "#result.id")
		public List<Article> onlyBatch(List<Long> ids) {
			return load(ids.stream());
		}

		@Cacheable("lists")
		@CacheTags(batch = "#ids")
		public Map<Long, List<String>> lists(List<Long> ids) {
			this.calls.add(ids);
			Map<Long, List<String>> loaded = new LinkedHashMap<>();
			ids.forEach((id) -> loaded.put(id, new ArrayList<>(List.of("" + id))));
			return loaded;
		}

	}

}
