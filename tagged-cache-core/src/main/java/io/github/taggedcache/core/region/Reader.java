package io.github.taggedcache.core.region;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearEntry;
import io.github.taggedcache.core.node.Judge;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.node.Verdict;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries and judges them: by the tag history where that may be trusted, else by
 * the store.
 * <p>
 * By the history: the entry is asked for alone. Whether the history may be trusted is
 * looked at when the read begins and once more when the entry is there, then the
 * position, then tags, key and floor. What it cannot judge goes to the store.
 * <p>
 * By the store: the entry is asked for first and the versions right behind it, in one
 * round trip. What makes the verdict sound is that the observation is made after the read
 * began: an invalidation that returned before is in it. In a cluster the two may be
 * answered in either order; an entry written after the observation is above its clock, or
 * as good as it says. Only an entry with tags that the call did not name costs a second
 * one; joining the two is sound for the same reason.
 * <p>
 * An entry is judged by its own tags here. What a call declares beyond these is judged
 * when the value is there ({@link #further}), under the load token of the value:
 * {@code asOf} was raised for the tags of the entry only.
 * <p>
 * The load token of a miss is the token of the history when the read began, which may go
 * on from the position through own appends, or the clock of the observation.
 */
final class Reader {

	private final String region;

	private final Node node;

	private final EntryStore entries;

	private final @Nullable NearLevel near;

	private final EntryJudge judge;

	private final RegionStatistics statistics;

	Reader(String region, Region.Environment environment, @Nullable NearLevel near, RegionStatistics statistics) {
		this.region = region;
		this.node = environment.node();
		this.entries = environment.entries();
		this.near = near;
		this.judge = new EntryJudge(region, this.node, statistics);
		this.statistics = statistics;
	}

	/**
	 * No round trip for an entry in the memory of the node that the history vouches for.
	 * Else one, if the history can judge the entry or it has no tags but these, or two.
	 */
	CompletableFuture<Lookup> lookup(EntryKey key, ValueTypes types, Collection<String> callTags) {
		TagHistory history = this.node.trusted();
		NearEntry known = near(key, types);
		if (history != null) {
			long token = history.token();
			return (known != null && isValid(known, history))
					? CompletableFuture.completedFuture(Lookup.near(token, known, null))
					: lookupByHistory(key, token, callTags);
		}
		return (known != null) ? lookupNear(known, key, callTags) : lookupByStore(key, callTags);
	}

	/**
	 * The entry in the memory of the node. One of a type that the call cannot use is not
	 * the call's: its own may lie in the store.
	 */
	private @Nullable NearEntry near(EntryKey key, ValueTypes types) {
		NearEntry known = (this.near != null) ? this.near.get(key) : null;
		return (known != null && types.toRead(known.type()) != null) ? known : null;
	}

	/**
	 * Judges an entry in the memory of the node, which leaves it if it is not valid.
	 */
	private boolean isValid(NearEntry known, TagHistory history) {
		Verdict verdict = history.judge(known);
		if (verdict == Verdict.UNKNOWN) {
			this.statistics.recordUnknownVerdict();
		}
		if (verdict != Verdict.VALID) {
			forget(known);
		}
		return verdict == Verdict.VALID;
	}

	private void forget(NearEntry known) {
		if (this.near != null) {
			this.near.remove(known);
		}
	}

	private CompletableFuture<Lookup> lookupByHistory(EntryKey key, long token, Collection<String> callTags) {
		return this.entries.get(key).thenCompose((bytes) -> {
			Asked asked = Asked.of(key, bytes);
			Lookup judged = this.judge.byHistory(asked, token);
			Envelope entry = asked.entry();
			return (judged != null || entry == null) ? CompletableFuture.completedFuture(judged)
					: this.node.observe(union(this.judge.tags(entry), callTags), List.of(key), false)
						.thenApply((seen) -> this.judge.byStore(asked, token, seen));
		});
	}

	private static Set<String> union(Collection<String> tags, Collection<String> others) {
		Set<String> union = new LinkedHashSet<>(tags);
		union.addAll(others);
		return union;
	}

	/**
	 * Has the store judge an entry in the memory of the node. That one names all its
	 * tags, so it takes one round trip; if it is not valid, those of a lookup more.
	 */
	private CompletableFuture<Lookup> lookupNear(NearEntry known, EntryKey key, Collection<String> callTags) {
		return this.node.observe(union(known.tags(), callTags), List.of(key), false).thenCompose((seen) -> {
			long confirmed = known.confirmed();
			Verdict verdict = Judge.judge(seen, known.key(), known.tags(), Math.max(known.asOf(), confirmed),
					Math.max(known.written(), confirmed));
			if (verdict == Verdict.VALID) {
				known.confirm(seen.clock());
				return CompletableFuture.completedFuture(Lookup.near(seen.clock(), known, seen));
			}
			forget(known);
			return lookupByStore(key, callTags);
		});
	}

	/**
	 * Asks the store for the entry and for its verdict. One round trip if the entry has
	 * no tags but these, else two.
	 */
	CompletableFuture<Lookup> lookupByStore(EntryKey key, Collection<String> callTags) {
		CompletableFuture<byte @Nullable []> entry = this.entries.get(key);
		CompletableFuture<Observation> seen = this.node.observe(Node.withImplicit(this.region, callTags), List.of(key),
				false);
		return seen.thenCompose((observation) -> entry.thenCompose((bytes) -> {
			Asked asked = Asked.of(key, bytes);
			return complete(List.of(asked), observation)
				.thenApply((all) -> this.judge.byStore(asked, observation.clock(), all));
		}));
	}

	/**
	 * The same for several keys: what is not in the memory of the node, or not valid
	 * there, takes as many round trips as one of them.
	 */
	CompletableFuture<List<Lookup>> lookupAll(List<EntryKey> keys, ValueTypes types) {
		TagHistory history = this.node.trusted();
		if (history == null) {
			return lookupAllByStore(keys);
		}
		long token = history.token();
		Lookups lookups = new Lookups(keys);
		for (EntryKey key : keys) {
			NearEntry known = near(key, types);
			if (known != null && isValid(known, history)) {
				lookups.found(key, Lookup.near(token, known, null));
			}
		}
		return askAll(lookups.open()).thenCompose((all) -> {
			all.forEach((asked) -> lookups.found(asked.key(), this.judge.byHistory(asked, token)));
			List<Asked> unjudged = all.stream().filter((asked) -> lookups.isOpen(asked.key())).toList();
			return unjudged.isEmpty() ? CompletableFuture.completedFuture(lookups.all())
					: this.node.observe(tags(unjudged), lookups.open(), false).thenApply((seen) -> {
						unjudged.forEach((asked) -> lookups.found(asked.key(), this.judge.byStore(asked, token, seen)));
						return lookups.all();
					});
		});
	}

	private CompletableFuture<List<Lookup>> lookupAllByStore(List<EntryKey> keys) {
		CompletableFuture<List<Asked>> asked = askAll(keys);
		CompletableFuture<Observation> seen = this.node.observe(Node.withImplicit(this.region, List.of()), keys, false);
		return seen.thenCompose((observation) -> asked
			.thenCompose((all) -> complete(all, observation).thenApply((complete) -> all.stream()
				.map((one) -> this.judge.byStore(one, observation.clock(), complete))
				.toList())));
	}

	private CompletableFuture<List<Asked>> askAll(List<EntryKey> keys) {
		List<CompletableFuture<Asked>> asked = keys.stream()
			.map((key) -> this.entries.get(key).thenApply((bytes) -> Asked.of(key, bytes)))
			.toList();
		return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
			.thenApply((done) -> asked.stream().map(CompletableFuture::join).toList());
	}

	/**
	 * Observes the tags that only the entries name as well.
	 */
	private CompletableFuture<Observation> complete(List<Asked> all, Observation seen) {
		Set<String> unseen = tags(all);
		unseen.removeIf((tag) -> seen.tag(tag) != null);
		return unseen.isEmpty() ? CompletableFuture.completedFuture(seen) : this.node.observe(unseen, List.of(), false)
			.thenApply((rest) -> Observation.merge(List.of(seen, rest)));
	}

	private Set<String> tags(List<Asked> all) {
		Set<String> tags = new LinkedHashSet<>();
		for (Asked asked : all) {
			if (asked.entry() != null) {
				tags.addAll(this.judge.tags(asked.entry()));
			}
		}
		return tags;
	}

	/**
	 * Judges a value that is still in the making: whether nothing newer than its token is
	 * known for its tags and its key, and nothing newer than an older token for further
	 * tags. No round trip if the history can tell, else one.
	 */
	CompletableFuture<Standing> standing(EntryKey key, Tagging value, long token, List<String> further) {
		List<String> all = Node.withImplicit(this.region, value.tags());
		long furtherToken = Math.min(token, value.token());
		TagHistory history = this.node.trusted();
		if (history != null) {
			long next = history.token();
			Verdict verdict = history.judge(key, all, token, token);
			Verdict other = further.isEmpty() ? Verdict.VALID
					: history.judge(key, further, furtherToken, Long.MAX_VALUE);
			if (verdict != Verdict.UNKNOWN && other != Verdict.UNKNOWN) {
				return CompletableFuture.completedFuture(new Standing(areValid(verdict, other), next));
			}
		}
		return this.node.observe(union(all, further), List.of(key), false)
			.thenApply((seen) -> new Standing(
					areValid(Judge.judge(seen, key, all, token, token), Judge.judge(seen, further, furtherToken)),
					seen.clock()));
	}

	private static boolean areValid(Verdict one, Verdict other) {
		return one == Verdict.VALID && other == Verdict.VALID;
	}

	/**
	 * Judges tags that a found entry does not carry, under the load token of its value.
	 * No round trip if the lookup asked the store about them or the history can tell,
	 * else one.
	 * @return whether they are valid, and the version up to which the entry is valid for
	 * all of them
	 */
	CompletableFuture<Standing> further(Lookup lookup, List<String> tags) {
		long token = lookup.valueToken();
		Observation seen = lookup.seen();
		if (seen != null && tags.stream().allMatch((tag) -> seen.tag(tag) != null)) {
			return CompletableFuture.completedFuture(further(lookup, tags, token, seen));
		}
		TagHistory history = this.node.trusted();
		if (history != null) {
			long position = history.position();
			Verdict verdict = history.judge(lookup.key(), tags, token, Long.MAX_VALUE);
			if (verdict != Verdict.UNKNOWN) {
				return CompletableFuture
					.completedFuture(new Standing(verdict == Verdict.VALID, Math.min(position, lookup.confirmed())));
			}
		}
		return this.node.observe(tags, List.of(), false)
			.thenApply((observed) -> further(lookup, tags, token, observed));
	}

	private static Standing further(Lookup lookup, List<String> tags, long token, Observation seen) {
		return new Standing(Judge.judge(seen, tags, token) == Verdict.VALID,
				Math.min(seen.clock(), lookup.confirmed()));
	}

}
