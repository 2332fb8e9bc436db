package io.github.taggedcache.core.region;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Judge;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.node.Verdict;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries and judges them by the store.
 * <p>
 * The entry is asked for first and the versions right behind it, in one round trip. What
 * makes the verdict sound is that the observation is made after the read began: an
 * invalidation that returned before is in it. In a cluster the two may be answered in
 * either order; an entry written after the observation is above its clock, or as good as
 * it says. The observation also gives the load token of a miss. Only an entry with tags
 * that the call did not name costs a second one; joining the two is sound for the same
 * reason.
 */
final class Reader {

	private final String region;

	private final Node node;

	private final EntryStore entries;

	Reader(String region, Node node, EntryStore entries) {
		this.region = region;
		this.node = node;
		this.entries = entries;
	}

	/**
	 * One round trip if the entry has no tags but these, else two.
	 */
	CompletableFuture<Lookup> lookup(EntryKey key, Collection<String> callTags) {
		CompletableFuture<byte @Nullable []> entry = this.entries.get(key);
		CompletableFuture<Observation> seen = this.node.observe(Node.withImplicit(this.region, callTags), List.of(key),
				false);
		return seen.thenCompose((observation) -> entry.thenCompose((bytes) -> judged(key, bytes, observation)));
	}

	private CompletableFuture<Lookup> judged(EntryKey key, byte @Nullable [] bytes, Observation seen) {
		Envelope entry = (bytes != null) ? Envelope.parse(bytes) : null;
		Set<String> unseen = (entry != null) ? unseen(List.of(entry), seen) : Set.of();
		if (unseen.isEmpty()) {
			return CompletableFuture.completedFuture(judge(key, bytes, entry, seen));
		}
		return this.node.observe(unseen, List.of(), false)
			.thenApply((rest) -> judge(key, bytes, entry, joined(seen, rest)));
	}

	/**
	 * One round trip if no entry has tags of its own, else two, whatever the number of
	 * keys.
	 */
	CompletableFuture<List<Lookup>> lookupAll(List<EntryKey> keys) {
		List<CompletableFuture<byte @Nullable []>> asked = keys.stream().map(this.entries::get).toList();
		CompletableFuture<Observation> seen = this.node.observe(Node.withImplicit(this.region, List.of()), keys, false);
		CompletableFuture<Void> answered = CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new));
		return seen.thenCompose((observation) -> answered.thenCompose((done) -> judgedAll(keys, asked, observation)));
	}

	private CompletableFuture<List<Lookup>> judgedAll(List<EntryKey> keys,
			List<CompletableFuture<byte @Nullable []>> asked, Observation seen) {
		List<@Nullable Envelope> entries = new ArrayList<>();
		List<Envelope> present = new ArrayList<>();
		for (CompletableFuture<byte @Nullable []> bytes : asked) {
			byte[] found = bytes.join();
			Envelope entry = (found != null) ? Envelope.parse(found) : null;
			entries.add(entry);
			if (entry != null) {
				present.add(entry);
			}
		}
		Set<String> unseen = unseen(present, seen);
		CompletableFuture<Observation> complete = unseen.isEmpty() ? CompletableFuture.completedFuture(seen)
				: this.node.observe(unseen, List.of(), false).thenApply((rest) -> joined(seen, rest));
		return complete.thenApply((all) -> {
			List<Lookup> lookups = new ArrayList<>();
			for (int i = 0; i < keys.size(); i++) {
				lookups.add(judge(keys.get(i), asked.get(i).join(), entries.get(i), all));
			}
			return lookups;
		});
	}

	private Lookup judge(EntryKey key, byte @Nullable [] bytes, @Nullable Envelope entry, Observation seen) {
		if (entry == null) {
			return Lookup.missed(key, seen.clock(), (bytes != null) ? MissReason.UNDECODABLE : MissReason.ABSENT);
		}
		List<String> tags = Node.withImplicit(this.region, entry.header().tags());
		Verdict verdict = Judge.judge(seen, key, tags, entry.header().asOf(), entry.header().written());
		return switch (verdict) {
			case VALID -> Lookup.found(key, seen.clock(), entry);
			case STALE, INVALID_BY_TAG -> Lookup.missed(key, seen.clock(), MissReason.TAG);
			case INVALID_BY_KEY -> Lookup.missed(key, seen.clock(), MissReason.KEY);
			case UNKNOWN -> Lookup.missed(key, seen.clock(), MissReason.UNKNOWN);
		};
	}

	/**
	 * Judges a value that is still in the making: whether nothing newer than its token is
	 * known for its tags and its key.
	 */
	CompletableFuture<Standing> standing(EntryKey key, Collection<String> tags, long token) {
		List<String> all = Node.withImplicit(this.region, tags);
		return this.node.observe(all, List.of(key), false)
			.thenApply(
					(seen) -> new Standing(Judge.judge(seen, key, all, token, token) == Verdict.VALID, seen.clock()));
	}

	private static Set<String> unseen(Collection<Envelope> entries, Observation seen) {
		Set<String> unseen = new LinkedHashSet<>();
		for (Envelope entry : entries) {
			for (String tag : entry.header().tags()) {
				if (seen.tag(tag) == null) {
					unseen.add(tag);
				}
			}
		}
		return unseen;
	}

	private static Observation joined(Observation first, Observation second) {
		return Observation.merge(List.of(first, second));
	}

}
