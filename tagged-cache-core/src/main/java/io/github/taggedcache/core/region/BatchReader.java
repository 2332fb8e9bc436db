package io.github.taggedcache.core.region;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.judge.Judge;
import io.github.taggedcache.core.judge.KnownVersions;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearEntry;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Futures;

/**
 * Reads and judges the entries of several keys, as {@link Reader} does for one. Each
 * round trip is for all of them.
 * <p>
 * By the clock alone only entries are judged that all lie in the near cache: with one
 * that does not, there is a second answer to come in any case, and with many, one is
 * likely that the history cannot judge.
 */
final class BatchReader {

	private final String region;

	private final Judge judge;

	private final WriteBehind writes;

	private final NearReader near;

	private final EntryJudge entryJudge;

	private final StoreLookups lookups;

	private final UnprovenLookups unproven;

	private final RecentVersions ofNear;

	BatchReader(String region, Judge judge, WriteBehind writes, NearReader near, EntryJudge entryJudge,
			StoreLookups lookups, UnprovenLookups unproven, RecentVersions ofNear) {
		this.region = region;
		this.judge = judge;
		this.writes = writes;
		this.near = near;
		this.entryJudge = entryJudge;
		this.lookups = lookups;
		this.unproven = unproven;
		this.ofNear = ofNear;
	}

	/**
	 * Looks up all keys.
	 * @param callTags gives tags that entries are likely to have; asked only if the store
	 * has to judge all of them
	 * @return a lookup for each key, in their order
	 */
	CompletableFuture<List<Lookup>> lookup(List<EntryKey> keys, ValueTypes types,
			Supplier<? extends Collection<String>> callTags) {
		KnownVersions history = this.judge.history();
		if (history == null) {
			Collection<String> likely = callTags.get();
			return this.lookups.ask(() -> lookupByStore(keys, types, likely), BatchReader::areFound);
		}
		long token = history.token();
		Lookups lookups = new Lookups(keys);
		for (EntryKey key : keys) {
			NearEntry known = this.near.find(key, types);
			if (known != null) {
				lookups.found(key, this.near.byHistory(known, history, token));
			}
		}
		return lookups.open().isEmpty() ? CompletableFuture.completedFuture(lookups.all())
				: this.lookups.ask(() -> lookupOpen(lookups, token), BatchReader::areFound);
	}

	private static boolean areFound(List<Lookup> all) {
		return all.stream().allMatch(Lookup::isFound);
	}

	private CompletableFuture<List<Lookup>> lookupOpen(Lookups lookups, long token) {
		return replies(lookups.open()).thenCompose((replies) -> {
			replies.forEach((reply) -> lookups.found(reply.key(), this.entryJudge.byHistory(reply, token)));
			List<StoreReply> unjudged = replies.stream().filter((reply) -> lookups.isOpen(reply.key())).toList();
			return unjudged.isEmpty() ? CompletableFuture.completedFuture(lookups.all())
					: this.judge.observe(this.entryJudge.tags(unjudged), lookups.open(), false).thenApply((seen) -> {
						unjudged.forEach(
								(reply) -> lookups.found(reply.key(), this.entryJudge.byStore(reply, token, seen)));
						return lookups.all();
					});
		});
	}

	/**
	 * Asks for what is not in the near cache, and behind it for the versions of all keys:
	 * so near entries are judged and not sent for. If some of these are not valid, those
	 * are asked for as if they had not been there.
	 */
	private CompletableFuture<List<Lookup>> lookupByStore(List<EntryKey> keys, ValueTypes types,
			Collection<String> callTags) {
		List<EntryKey> distinct = keys.stream().distinct().toList();
		Map<EntryKey, NearEntry> known = nearEntries(distinct, types);
		List<EntryKey> far = distinct.stream().filter((key) -> !known.containsKey(key)).toList();
		Set<String> tags = new LinkedHashSet<>(Node.withImplicit(this.region, callTags));
		known.values().forEach((entry) -> tags.addAll(entry.tags()));
		CompletableFuture<List<StoreReply>> replies = replies(far);
		CompletableFuture<ObservedVersions> seen = far.isEmpty()
				? this.ofNear.observe(tags, distinct, RecentVersions.since(known.values(), callTags))
				: this.judge.observe(tags, distinct, false);
		Lookups lookups = new Lookups(keys);
		CompletableFuture<List<Lookup>> judged = seen.thenCompose((observation) -> {
			known.forEach((key, entry) -> lookups.found(key, this.near.byStore(entry, observation)));
			// Both are sent before either is waited for
			CompletableFuture<?> askedAgain = askAgain(known, callTags, lookups);
			return judgeAll(replies, observation, lookups).thenCombine(askedAgain, (done, alsoDone) -> lookups.all());
		});
		return judged.exceptionallyCompose((ex) -> seen.isCompletedExceptionally()
				? this.unproven.all(keys, (key) -> this.near.findAlive(key, types), ex)
				: CompletableFuture.failedFuture(ex));
	}

	private Map<EntryKey, NearEntry> nearEntries(List<EntryKey> keys, ValueTypes types) {
		Map<EntryKey, NearEntry> entries = new LinkedHashMap<>();
		for (EntryKey key : keys) {
			NearEntry known = this.near.find(key, types);
			if (known != null) {
				entries.put(key, known);
			}
		}
		return entries;
	}

	/**
	 * Asks for the entries that were near and cannot be served.
	 */
	private CompletableFuture<?> askAgain(Map<EntryKey, NearEntry> known, Collection<String> callTags,
			Lookups lookups) {
		List<EntryKey> gone = known.keySet().stream().filter(lookups::isOpen).toList();
		if (gone.isEmpty()) {
			return CompletableFuture.completedFuture(null);
		}
		Set<String> likely = new LinkedHashSet<>(Node.withImplicit(this.region, callTags));
		known.forEach((key, entry) -> likely.addAll(lookups.isOpen(key) ? entry.tags() : List.of()));
		CompletableFuture<List<StoreReply>> replies = replies(gone);
		return this.judge.observe(likely, gone, false)
			.thenCompose((observation) -> judgeAll(replies, observation, lookups));
	}

	private CompletableFuture<?> judgeAll(CompletableFuture<List<StoreReply>> replies, ObservedVersions observation,
			Lookups lookups) {
		return replies.thenCompose((all) -> this.entryJudge.complete(all, observation)
			.thenAccept((complete) -> all.forEach((reply) -> lookups.found(reply.key(),
					this.entryJudge.byStore(reply, observation.token(), complete)))));
	}

	private CompletableFuture<List<StoreReply>> replies(List<EntryKey> keys) {
		List<CompletableFuture<StoreReply>> replies = keys.stream()
			.map((key) -> this.writes.get(key).thenApply((bytes) -> StoreReply.of(key, bytes)))
			.toList();
		return Futures.all(replies);
	}

}
