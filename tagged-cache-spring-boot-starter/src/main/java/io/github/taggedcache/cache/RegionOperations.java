package io.github.taggedcache.cache;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.taggedcache.InvalidationReport;
import io.github.taggedcache.InvalidationReport.Affected;
import io.github.taggedcache.InvalidationRequest;
import io.github.taggedcache.KeyPage;
import io.github.taggedcache.KeyPage.ListedKey;
import io.github.taggedcache.KeyQuery;
import io.github.taggedcache.TaggedCacheOperations;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyPattern;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.store.EntryScan;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.survey.Found;
import io.github.taggedcache.core.survey.Found.State;
import io.github.taggedcache.core.survey.Page;
import io.github.taggedcache.core.survey.Selection;
import io.github.taggedcache.core.survey.Survey;
import io.github.taggedcache.core.survey.Sweep;
import io.github.taggedcache.core.survey.Sweep.Swept;
import io.github.taggedcache.key.KeySearch;
import org.jspecify.annotations.Nullable;

/**
 * The verbs of operators, over the regions of one node.
 */
final class RegionOperations implements TaggedCacheOperations {

	/** Most entries that one dry run counts. */
	private static final int MAX_COUNTED = 100_000;

	private static final int SAMPLES = 20;

	private final Node node;

	private final Survey survey;

	private final Sweep sweep;

	private final Function<String, RegionCache> caches;

	/**
	 * Creates the verbs.
	 * @param node invalidates tags
	 * @param survey lists entries
	 * @param sweep evicts what a scan finds
	 * @param caches finds the cache of a region, or throws
	 */
	RegionOperations(Node node, Survey survey, Sweep sweep, Function<String, RegionCache> caches) {
		this.node = node;
		this.survey = survey;
		this.sweep = sweep;
		this.caches = caches;
	}

	@Override
	public KeyPage keys(KeyQuery query) {
		KeySearch search = (query.pattern() != null) ? KeySearch.of(query.pattern()) : null;
		Page page = this.survey.page(selection(query, search), start(query.cursor()), query.limit());
		return new KeyPage(page.entries().stream().map(RegionOperations::listed).toList(), next(page.cursor()),
				page.looked());
	}

	private static Selection selection(KeyQuery query, @Nullable KeySearch search) {
		String tag = query.tag();
		boolean isImplicit = tag != null && TagName.isImplicit(tag) && TagName.keyOf(tag) == null;
		if (tag != null && !TagName.isImplicit(tag)) {
			TagName.requireCarried(tag);
		}
		String ofTag = (tag != null && isImplicit && !tag.equals(TagName.NAMESPACE)) ? TagName.regionOf(tag) : null;
		String region = (query.region() != null) ? query.region() : ofTag;
		Predicate<EntryKey> keys = (key) -> (ofTag == null || ofTag.equals(key.region()))
				&& (search == null || search.matches(key.text()));
		return new Selection(region, (search != null) ? search.pattern() : KeyPattern.ANY, keys,
				(key, tags) -> tag == null || isImplicit || tags.contains(tag));
	}

	@Override
	public InvalidationReport invalidate(InvalidationRequest request) {
		request.tags().forEach(TagName::requireCarried);
		RegionCache cache = (request.region() != null) ? this.caches.apply(request.region()) : null;
		List<EntryKey> keys = (cache != null) ? keys(cache, request.keys()) : List.of();
		KeySearch search = (request.pattern() != null) ? KeySearch.of(request.pattern()) : null;
		return request.dryRun() ? counted(request, keys, search) : invalidated(request, cache, keys, search);
	}

	/**
	 * The keys, each once. A caller that knows a stored form only has made the key of it.
	 */
	private static List<EntryKey> keys(RegionCache cache, List<?> keys) {
		Set<EntryKey> each = new LinkedHashSet<>();
		keys.forEach((key) -> each.add((key instanceof EntryKey stored) ? stored : cache.access().key(key)));
		return List.copyOf(each);
	}

	private InvalidationReport invalidated(InvalidationRequest request, @Nullable RegionCache cache,
			List<EntryKey> keys, @Nullable KeySearch search) {
		boolean first = request.cursor() == null;
		if (first && !request.tags().isEmpty()) {
			Futures.await(this.node.invalidate(request.tags(), Mode.HARD));
		}
		Swept swept = new Swept(0, EntryScan.START);
		if (cache != null) {
			// Not by the cache: its error handler may swallow what the caller must hear
			Region region = cache.getNativeCache();
			if (first) {
				Futures.await(region.evictAll(keys));
			}
			if (search != null) {
				swept = this.sweep.sweep(matching(request, search), start(request.cursor()),
						(batch) -> Futures.await(region.evictAll(batch)));
			}
		}
		return new InvalidationReport(false, first ? request.tags().size() : 0, first ? keys.size() : 0, swept.keys(),
				null, next(swept.cursor()));
	}

	private static Selection matching(InvalidationRequest request, KeySearch search) {
		return new Selection(request.region(), search.pattern(), (key) -> search.matches(key.text()));
	}

	/**
	 * Counts the entries of the union: one scan, of the region if no tags are named.
	 */
	private InvalidationReport counted(InvalidationRequest request, List<EntryKey> keys, @Nullable KeySearch search) {
		Set<EntryKey> named = Set.copyOf(keys);
		Predicate<EntryKey> byKey = (key) -> named.contains(key)
				|| (search != null && key.region().equals(request.region()) && search.matches(key.text()));
		BiPredicate<EntryKey, List<String>> byTag = (key, tags) -> tags.stream().anyMatch(request.tags()::contains);
		boolean anyTag = !request.tags().isEmpty();
		KeyPattern pattern = (!anyTag && named.isEmpty() && search != null) ? search.pattern() : KeyPattern.ANY;
		Selection selection = new Selection(anyTag ? null : request.region(), pattern,
				(key) -> anyTag || byKey.test(key), (key, tags) -> byKey.test(key) || byTag.test(key, tags));
		Page page = this.survey.page(selection, start(request.cursor()), MAX_COUNTED);
		int usable = (int) page.entries().stream().filter(RegionOperations::isUsable).count();
		List<ListedKey> samples = page.entries().stream().limit(SAMPLES).map(RegionOperations::listed).toList();
		return new InvalidationReport(true, request.tags().size(), keys.size(), 0,
				new Affected(page.entries().size(), usable, samples), next(page.cursor()));
	}

	private static boolean isUsable(Found found) {
		return found.state() == State.VALID || found.state() == State.STALE;
	}

	private static ListedKey listed(Found found) {
		Header header = found.header();
		return new ListedKey(found.key().region(), found.key().text(), found.state(),
				(header != null) ? header.tags().stream().map(Explainer::shown).toList() : List.of(),
				(header != null) ? Instant.ofEpochMilli(header.createdAt()) : null,
				(header != null && header.hardExpiry() > 0) ? Instant.ofEpochMilli(header.hardExpiry()) : null);
	}

	private static String start(@Nullable String cursor) {
		return Objects.requireNonNullElse(cursor, EntryScan.START);
	}

	private static @Nullable String next(String cursor) {
		return cursor.equals(EntryScan.START) ? null : cursor;
	}

}
