package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.taggedcache.InvalidationReport;
import io.github.taggedcache.InvalidationRequest;
import io.github.taggedcache.KeyPage;
import io.github.taggedcache.KeyPage.ListedKey;
import io.github.taggedcache.KeyQuery;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheOperations;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.survey.Found.State;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.cache.annotation.EnableCaching;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What operators do with many keys. The regions of each test have names of their own,
 * since nothing removes the entries of the tests before.
 */
@Tag("row-15")
@Tag("row-16")
abstract class OperationsContract {

	private final String region = getClass().getSimpleName() + System.nanoTime();

	abstract CacheApplication application();

	private TaggedCache cache() {
		return application().cache(this.region);
	}

	private TaggedCacheOperations operations() {
		return application().manager().operations();
	}

	private List<ListedKey> all(KeyQuery query) {
		List<ListedKey> keys = new ArrayList<>();
		KeyPage page = operations().keys(query);
		keys.addAll(page.keys());
		while (page.cursor() != null) {
			page = operations().keys(query.after(page.cursor()));
			keys.addAll(page.keys());
		}
		return keys;
	}

	private List<String> texts(KeyQuery query) {
		return all(query).stream().map(ListedKey::key).sorted().toList();
	}

	private InvalidationReport done(InvalidationRequest request) {
		InvalidationReport report = operations().invalidate(request);
		assertThat(report.cursor()).isNull();
		return report;
	}

	@Test
	void keysOfARegionAreListedWithTagsAndState() {
		cache().put(1L, "value", "author:1", "author:2");
		cache().put("text", "value");
		List<ListedKey> keys = all(KeyQuery.all().inRegion(this.region));
		assertThat(keys).extracting(ListedKey::key).containsExactlyInAnyOrder("1", "\"text\"");
		assertThat(keys).allSatisfy((key) -> {
			assertThat(key.region()).isEqualTo(this.region);
			assertThat(key.state()).isEqualTo(State.VALID);
			assertThat(key.createdAt()).isNotNull();
			assertThat(key.expiresAt()).isAfter(key.createdAt());
		});
		assertThat(keys).filteredOn((key) -> key.key().equals("1"))
			.singleElement()
			.satisfies((key) -> assertThat(key.tags()).containsExactly("author:1", "author:2"));
	}

	@Test
	void keysOfATagAreListedInAllRegionsAndInOne() {
		String tag = "tag" + this.region;
		cache().put(1L, "value", tag);
		cache().put(2L, "value", tag + "0");
		application().cache(this.region + "Other").put(3L, "value", "x", tag);
		assertThat(texts(KeyQuery.all().withTag(tag))).containsExactly("1", "3");
		assertThat(texts(KeyQuery.all().withTag(tag).inRegion(this.region))).containsExactly("1");
	}

	@Test
	void implicitTagOfARegionListsTheRegion() {
		cache().put(1L, "value", "author:1");
		application().cache(this.region + "Other").put(2L, "value");
		assertThat(texts(KeyQuery.all().withTag("~" + this.region))).containsExactly("1");
		assertThat(texts(KeyQuery.all().withTag("~").inRegion(this.region))).containsExactly("1");
	}

	@Test
	void keysThatAValueWasMadeFromAreListedByTheirHash() {
		TaggedCache inner = application().cache(this.region + "Inner");
		cache().get("outer", () -> inner.get("S3CRET", () -> "value"));
		EntryKey key = EntryKey.of(this.region + "Inner", "\"S3CRET\"");
		List<ListedKey> found = all(KeyQuery.all().withTag(TagName.ofKey(key)));
		assertThat(found).singleElement()
			.satisfies((outer) -> assertThat(outer.tags()).anyMatch((tag) -> tag.endsWith(key.shortHash()))
				.noneMatch((tag) -> tag.contains("S3CRET")));
		inner.evict("S3CRET");
		assertThat(all(KeyQuery.all().withTag(TagName.ofKey(key)))).extracting(ListedKey::state)
			.containsExactly(State.INVALID_BY_TAG);
	}

	@Test
	void invalidatedEntryIsListedAsInvalid() {
		String tag = "tag" + this.region;
		cache().put(1L, "value", tag);
		application().manager().invalidateTags(tag);
		assertThat(all(KeyQuery.all().withTag(tag))).extracting(ListedKey::state).containsExactly(State.INVALID_BY_TAG);
	}

	@Test
	void pagesAreSmallAndLeaveNothingOut() {
		IntStream.range(0, 300).forEach((key) -> cache().put(key, "value"));
		Set<String> found = new HashSet<>();
		KeyQuery query = KeyQuery.all().inRegion(this.region).limit(20);
		KeyPage page = operations().keys(query);
		assertThat(page.cursor()).isNotNull();
		for (int pages = 0; page.cursor() != null; pages++) {
			assertThat(pages).isLessThan(100_000);
			page.keys().forEach((key) -> found.add(key.key()));
			page = operations().keys(query.after(page.cursor()));
		}
		page.keys().forEach((key) -> found.add(key.key()));
		assertThat(found).hasSize(300);
	}

	@Test
	void keysThatMatchAPatternAreListed() {
		List.of("user-1", "user-2", "xuser-3", "user*").forEach((key) -> cache().put(key, "value"));
		assertThat(texts(KeyQuery.all().inRegion(this.region).matching("user-*"))).containsExactly("\"user-1\"",
				"\"user-2\"");
		assertThat(texts(KeyQuery.all().inRegion(this.region).matching("user\\*"))).containsExactly("\"user*\"");
	}

	@Test
	void patternEvictsWhatMatchesAndNothingElse() {
		List<Object> evicted = List.of("user-1", "user-\"q\"", "user-a:b{c}%", "user-ä");
		List<Object> kept = List.of("user", "xuser-1", "user*", 7L);
		evicted.forEach((key) -> cache().put(key, "value"));
		kept.forEach((key) -> cache().put(key, "value"));
		assertThat(done(InvalidationRequest.ofPattern(this.region, "user-*")).matched()).isEqualTo(4);
		assertThat(evicted).allSatisfy((key) -> assertThat(cache().get(key)).isNull());
		assertThat(kept).allSatisfy((key) -> assertThat(cache().get(key)).isNotNull());
	}

	@Test
	void patternEvictsFromTheMemoryOfTheOtherNode() {
		cache().put("user-1", "value");
		TaggedCache other = application().otherCache(this.region);
		assertThat(other.get("user-1", String.class)).isEqualTo("value");
		done(InvalidationRequest.ofPattern(this.region, "user-*"));
		assertThat(other.get("user-1")).isNull();
	}

	@Test
	void patternOfManyKeysEvictsThemAll() {
		IntStream.range(0, 1_200).forEach((key) -> cache().put("user-" + key, "value"));
		assertThat(done(InvalidationRequest.ofPattern(this.region, "user-*")).matched()).isEqualTo(1_200);
		assertThat(all(KeyQuery.all().inRegion(this.region))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "?", "[ab]", "\\" })
	void globCharactersInTheNameOfTheRegionAreLiteral(String character) {
		String odd = this.region + character;
		application().cache(odd).put(1L, "value");
		application().cache(this.region + "a").put(1L, "value");
		assertThat(done(InvalidationRequest.ofPattern(odd, "*")).matched()).isOne();
		assertThat(application().cache(odd).get(1L)).isNull();
		assertThat(application().cache(this.region + "a").get(1L)).isNotNull();
	}

	@Test
	void namedKeyWithGlobCharactersIsLiteral() {
		cache().put("a*", "value");
		cache().put("ab", "value");
		assertThat(done(InvalidationRequest.ofKeys(this.region, "a*")).keys()).isOne();
		assertThat(cache().get("a*")).isNull();
		assertThat(cache().get("ab")).isNotNull();
	}

	@Test
	void tagsKeysAndPatternGoTogether() {
		String tag = "tag" + this.region;
		cache().put(1L, "value", tag);
		cache().put(2L, "value");
		cache().put("user-3", "value");
		cache().put(4L, "value");
		InvalidationReport report = done(InvalidationRequest.ofTags(tag)
			.and(InvalidationRequest.ofKeys(this.region, 2L))
			.and(InvalidationRequest.ofPattern(this.region, "user-*")));
		assertThat(report).isEqualTo(new InvalidationReport(false, 1, 1, 1, null, null));
		assertThat(cache().getAll(List.of(1L, 2L, "user-3", 4L))).containsOnlyKeys(4L);
	}

	@Test
	void invalidationActsAtOnceInsideATransaction() {
		cache().put(1L, "value");
		cache().put("user-2", "value");
		TransactionSynchronizationManager.initSynchronization();
		TransactionSynchronizationManager.setActualTransactionActive(true);
		try {
			done(InvalidationRequest.ofKeys(this.region, 1L).and(InvalidationRequest.ofPattern(this.region, "user-*")));
		}
		finally {
			TransactionSynchronizationManager.clear();
		}
		// On a thread that knows nothing of the transaction
		assertThat(CompletableFuture.supplyAsync(() -> cache().getAll(List.of(1L, "user-2"))).join()).isEmpty();
	}

	@Test
	void dryRunCountsTheUnionAndChangesNothing() {
		String tag = "tag" + this.region;
		cache().put(1L, "value", tag);
		application().cache(this.region + "Other").put(1L, "value", tag);
		cache().put(2L, "value");
		cache().put("user-3", "value", tag);
		cache().put(4L, "value");
		InvalidationRequest request = InvalidationRequest.ofTags(tag)
			.and(InvalidationRequest.ofKeys(this.region, 2L, 99L))
			.and(InvalidationRequest.ofPattern(this.region, "user-*"));
		InvalidationReport report = done(request.asDryRun());
		assertThat(report.dryRun()).isTrue();
		assertThat(report.tags()).isOne();
		assertThat(report.keys()).isEqualTo(2);
		assertThat(report.matched()).isZero();
		assertThat(report.affected().entries()).isEqualTo(4);
		assertThat(report.affected().usable()).isEqualTo(4);
		assertThat(report.affected().samples()).extracting(ListedKey::key)
			.containsExactlyInAnyOrder("1", "1", "2", "\"user-3\"");
		assertThat(cache().getAll(List.of(1L, 2L, "user-3", 4L))).hasSize(4);
		application().manager().invalidateTags(tag);
		assertThat(done(request.asDryRun()).affected().usable()).isOne();
	}

	@Test
	void dryRunOfAPatternLooksAtItsRegionAlone() {
		cache().put("user-1", "value");
		application().cache(this.region + "Other").put("user-2", "value");
		assertThat(done(InvalidationRequest.ofPattern(this.region, "user-*").asDryRun()).affected().entries()).isOne();
	}

	@Test
	void invalidRequestInvalidatesNothing() {
		String tag = "tag" + this.region;
		cache().put(1L, "value", tag);
		InvalidationRequest valid = InvalidationRequest.ofTags(tag);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> operations().invalidate(valid.and(InvalidationRequest.ofPattern(this.region, "a\\"))));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> operations().invalidate(valid.and(InvalidationRequest.ofTags("~reserved"))));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> operations().invalidate(valid.and(InvalidationRequest.ofKeys("unknown", 1L))))
			.withMessageContaining("'unknown'");
		assertThatIllegalArgumentException().isThrownBy(() -> operations()
			.invalidate(valid.and(InvalidationRequest.ofPattern(this.region, "*")).after("nonsense")));
		assertThat(cache().get(1L)).isNotNull();
	}

	@Test
	void cursorGoesOnWithThePatternAlone() {
		String tag = "tag" + this.region;
		IntStream.range(0, 200).forEach((key) -> cache().put("user-" + key, "value"));
		String cursor = operations().keys(KeyQuery.all().inRegion(this.region).limit(1)).cursor();
		cache().put(1L, "value", tag);
		InvalidationReport report = operations().invalidate(InvalidationRequest.ofTags(tag)
			.and(InvalidationRequest.ofPattern(this.region, "user-*"))
			.after(cursor));
		assertThat(report.tags()).isZero();
		assertThat(report.matched()).isPositive();
		assertThat(cache().get(1L)).isNotNull();
	}

	@Test
	void nothingToInvalidateIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new InvalidationRequest(Set.of(), null, List.of(), null, false, null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new InvalidationRequest(Set.of(), null, List.of(), "*", false, null))
			.withMessageContaining("need a 'region'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> InvalidationRequest.ofPattern("a", "*").and(InvalidationRequest.ofKeys("b", 1L)));
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> KeyQuery.all().limit(1001));
	}

	@EnableCaching
	static class Application {

	}

}
