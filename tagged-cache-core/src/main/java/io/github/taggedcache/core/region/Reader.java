package io.github.taggedcache.core.region;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.Judge;
import io.github.taggedcache.core.judge.Judgement;
import io.github.taggedcache.core.judge.KnownVersions;
import io.github.taggedcache.core.judge.ObservedClock;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearEntry;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Lookup.NearHit;
import io.github.taggedcache.core.region.Lookup.RemoteHit;
import io.github.taggedcache.core.region.Lookup.Stale;
import io.github.taggedcache.core.stale.StaleSettings;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.PutCheck;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries and judges them: by the tag history where that may be relied on, else by
 * the store.
 * <p>
 * By the history: the entry is asked for alone. Whether the history may be relied on is
 * looked at when the read begins and once more when the entry is there, then the
 * position, then tags, key and floor. What the history cannot judge goes to the store.
 * <p>
 * By the store: the entry is asked for first and the versions right behind it, in one
 * round trip. What makes the verdict sound is that the observation is made after the read
 * began: an invalidation that returned before is in it. In a cluster the two may be
 * answered in either order; an entry written after the observation is above its clock, or
 * as good as it says. Only an entry with tags that the call did not name costs a second
 * one; joining the two is sound for the same reason.
 * <p>
 * By the history and the clock of the store ({@link RecentVersions}): a strict node asks
 * for the clock in place of the versions while its history usually ends there. Then the
 * history tells the versions, of whatever tags the entry names. If it does not end there,
 * or has forgotten what the entry relies on, a second round trip asks for them.
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

	private final Judge judge;

	private final WriteBehind writes;

	private final @Nullable NearLevel near;

	private final EntryJudge entryJudge;

	private final RegionEvents events;

	private final StoreLookups lookups;

	private final StaleSettings stale;

	private final InstantSource time;

	private final UnprovenLookups unproven;

	private final RecentVersions ofNear;

	private final RecentVersions ofStored;

	Reader(String region, RegionSettings settings, RegionEnvironment environment, Judge judge, @Nullable NearLevel near,
			RegionEvents events) {
		this.region = region;
		this.judge = judge;
		this.writes = environment.writes();
		this.near = near;
		this.entryJudge = new EntryJudge(region, judge, environment.time(), near, events);
		this.events = events;
		this.stale = settings.stale();
		this.time = environment.time();
		this.lookups = new StoreLookups(region, environment.nanoTime(), events, environment.observer());
		this.unproven = new UnprovenLookups(region, environment.nearFallback(), events);
		this.ofNear = new RecentVersions(judge);
		this.ofStored = new RecentVersions(judge);
	}

	/**
	 * No round trip for a near entry that the history vouches for. Else one, if the
	 * history can judge the entry or the call names all of its tags, or two.
	 * <p>
	 * The call's tags are evaluated where they are used: before the store is asked to
	 * judge, or where no fingerprint stands for their templates, since then somebody
	 * needs them in any case. A history that judges the entry needs none.
	 */
	CompletableFuture<Lookup> lookup(EntryKey key, ValueTypes types, DeclaredTags declared, Executor steps) {
		KnownVersions history = this.judge.history();
		NearEntry known = near(key, types);
		if (history != null) {
			long token = history.token();
			Lookup judged = (known != null) ? nearByHistory(known, history, token) : null;
			return (judged != null) ? CompletableFuture.completedFuture(judged)
					: this.lookups.ask(() -> lookupByHistory(key, token, declared, steps), Lookup::isFound);
		}
		return (known != null) ? this.lookups.ask(() -> lookupNear(known, key, declared, steps), Lookup::isFound)
				: lookupByStore(key, declared.callTags());
	}

	/**
	 * Asks for an entry that is to be loaded again: another node may have done that.
	 * Reads the store, and not the near cache.
	 */
	CompletableFuture<Lookup> lookupToRefresh(EntryKey key, DeclaredTags declared, Executor steps) {
		KnownVersions history = this.judge.history();
		if (history == null) {
			return lookupByStore(key, declared.callTags());
		}
		long token = history.token();
		return this.lookups.ask(() -> lookupByHistory(key, token, declared, steps), Lookup::isFound);
	}

	/**
	 * The near entry. An entry of a type that the call cannot use is not the call's: the
	 * call's own entry may lie in the store.
	 */
	private @Nullable NearEntry near(EntryKey key, ValueTypes types) {
		NearEntry known = (this.near != null) ? this.near.get(key) : null;
		return (known != null && types.toRead(known.type()) != null) ? known : null;
	}

	/**
	 * Judges a near entry, which leaves the near cache if it cannot be served.
	 */
	private @Nullable Lookup nearByHistory(NearEntry known, KnownVersions history, long token) {
		Verdict verdict = history.judge(known);
		if (verdict == Verdict.UNKNOWN) {
			this.events.undecided(known.key(), known.tags());
		}
		Lookup judged = judged(known, verdict, history, token, null);
		if (judged == null) {
			forget(known);
		}
		return judged;
	}

	/**
	 * What a judged near entry is to a call: a hit, or a stale entry that may be served
	 * without asking the store, or nothing.
	 */
	private @Nullable Lookup judged(NearEntry known, Verdict verdict, KnownVersions versions, long token,
			@Nullable ObservedVersions seen) {
		boolean isAlive = isAlive(known);
		if (verdict == Verdict.VALID && isAlive) {
			return new NearHit(known, token, known.confirmed(), seen);
		}
		long endedAt = (isAlive || this.near == null) ? Long.MAX_VALUE : this.near.softEnd(known);
		Stale found = this.entryJudge.stale(known, verdict, versions, token, endedAt, seen);
		return (found != null && this.stale.isServedMeanwhile(Math.max(0, this.time.millis() - found.since()))) ? found
				: null;
	}

	private boolean isAlive(NearEntry known) {
		return this.near == null || this.near.isAlive(known);
	}

	private @Nullable NearEntry alive(EntryKey key, ValueTypes types) {
		NearEntry known = near(key, types);
		return (known != null && isAlive(known)) ? known : null;
	}

	private void forget(NearEntry known) {
		if (this.near != null) {
			this.near.remove(known);
		}
	}

	private CompletableFuture<Lookup> lookupByHistory(EntryKey key, long token, DeclaredTags declared, Executor steps) {
		boolean areNeeded = declared.templates() == DeclaredTags.UNKNOWN_TEMPLATES;
		List<String> callTags = areNeeded ? declared.callTags() : List.of();
		return this.writes.get(key).thenCompose((bytes) -> {
			StoreReply reply = StoreReply.of(key, bytes);
			Lookup judged = this.entryJudge.byHistory(reply, token);
			Envelope entry = reply.entry();
			if (judged != null || entry == null) {
				return CompletableFuture.completedFuture(judged);
			}
			boolean areCarried = areNeeded || RemoteHit.isTaggedBy(entry, declared.templates());
			return (areCarried ? CompletableFuture.completedFuture(callTags) : evaluated(declared, steps))
				.thenCompose(
						(tags) -> this.judge.observe(union(this.entryJudge.tags(entry), tags), List.of(key), false))
				.thenApply((seen) -> this.entryJudge.byStore(reply, token, seen));
		});
	}

	/**
	 * The answers of the store come on a thread of its driver, on which no template runs.
	 */
	private static CompletableFuture<List<String>> evaluated(DeclaredTags declared, Executor steps) {
		return CompletableFuture.supplyAsync(declared::callTags, steps);
	}

	private static Set<String> union(Collection<String> tags, Collection<String> others) {
		Set<String> union = new LinkedHashSet<>(tags);
		union.addAll(others);
		return union;
	}

	/**
	 * Has the store judge a near entry. That entry names all its tags, so it takes one
	 * round trip; if the entry is not valid, those of a lookup more. If the store fails
	 * to judge the entry, it may be served all the same.
	 */
	private CompletableFuture<Lookup> lookupNear(NearEntry known, EntryKey key, DeclaredTags declared, Executor steps) {
		boolean areCarried = known.isTaggedBy(declared.templates());
		List<String> callTags = areCarried ? List.of() : declared.callTags();
		CompletableFuture<ObservedVersions> asked = this.ofNear.observe(union(known.tags(), callTags), List.of(key),
				current(known, callTags));
		CompletableFuture<Lookup> judged = asked.thenCompose((seen) -> {
			Lookup found = judged(known, seen.judge(known), seen, seen.token(), seen);
			if (found != null) {
				return CompletableFuture.completedFuture(found);
			}
			forget(known);
			return (areCarried ? evaluated(declared, steps) : CompletableFuture.completedFuture(callTags))
				.thenCompose((tags) -> askStore(key, tags));
		});
		return judged.exceptionallyCompose((ex) -> (asked.isCompletedExceptionally() && isAlive(known))
				? this.unproven.one(known, declared, ex) : CompletableFuture.failedFuture(ex));
	}

	/**
	 * Asks the store for the entry and for its verdict. One round trip if the entry has
	 * no tags but these, else two.
	 */
	CompletableFuture<Lookup> lookupByStore(EntryKey key, Collection<String> callTags) {
		return this.lookups.ask(() -> askStore(key, callTags), Lookup::isFound);
	}

	private CompletableFuture<Lookup> askStore(EntryKey key, Collection<String> callTags) {
		CompletableFuture<byte @Nullable []> entry = this.writes.get(key);
		CompletableFuture<ObservedClock> asked = this.ofStored.askForClock();
		return (asked != null) ? asked.thenCompose((clock) -> entry.thenCompose((bytes) -> {
			StoreReply reply = StoreReply.of(key, bytes);
			Lookup judged = byClock(reply, clock, callTags);
			return (judged != null) ? CompletableFuture.completedFuture(judged) : byVersions(reply, callTags);
		})) : byVersions(key, callTags, entry);
	}

	/**
	 * Judges by what the history knows up to the clock that the store has named. If there
	 * is no entry, the names of the one that is about to be loaded are observed, for
	 * which nobody waits: a name that the store registers only when the load has ended
	 * counts as invalidated during the load, if the clock has moved meanwhile.
	 * @return null if that is not enough
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
	private @Nullable Lookup byClock(StoreReply reply, ObservedClock clock, Collection<String> callTags) {
		Envelope entry = reply.entry();
		if (entry == null) {
			this.judge.observe(Node.withImplicit(this.region, callTags), List.of(reply.key()), false);
			return this.entryJudge.none(reply, clock.clock());
		}
		ObservedVersions known = clock.since(current(entry, callTags), union(this.entryJudge.tags(entry), callTags),
				List.of(reply.key()));
		Lookup judged = (known != null) ? this.entryJudge.byStore(reply, clock.clock(), known) : null;
		boolean isEnough = judged != null && judged.reason() != MissReason.UNKNOWN;
		this.ofStored.clockWas(isEnough);
		return isEnough ? judged : null;
	}

	/**
	 * Judges an entry by its versions, which take a round trip more.
	 */
	private CompletableFuture<Lookup> byVersions(StoreReply reply, Collection<String> callTags) {
		return this.judge.observe(union(tags(List.of(reply)), callTags), List.of(reply.key()), false)
			.thenApply((seen) -> this.entryJudge.byStore(reply, seen.token(), seen));
	}

	/**
	 * Judges by versions that are asked for behind the entry.
	 */
	private CompletableFuture<Lookup> byVersions(EntryKey key, Collection<String> callTags,
			CompletableFuture<byte @Nullable []> entry) {
		CompletableFuture<ObservedVersions> seen = this.judge.observe(Node.withImplicit(this.region, callTags),
				List.of(key), false);
		return seen.thenCompose((observation) -> entry.thenCompose((bytes) -> {
			StoreReply reply = StoreReply.of(key, bytes);
			if (reply.entry() != null) {
				this.ofStored.observed(current(reply.entry(), callTags), observation);
			}
			return complete(List.of(reply), observation)
				.thenApply((all) -> this.entryJudge.byStore(reply, observation.token(), all));
		}));
	}

	/**
	 * The same for several keys: what is not in the near cache, or not valid there, takes
	 * as many round trips as one of them.
	 * @param callTags gives tags that entries are likely to have; asked only if the store
	 * has to judge all of them
	 */
	CompletableFuture<List<Lookup>> lookupAll(List<EntryKey> keys, ValueTypes types,
			Supplier<? extends Collection<String>> callTags) {
		KnownVersions history = this.judge.history();
		if (history == null) {
			Collection<String> likely = callTags.get();
			return this.lookups.ask(() -> lookupAllByStore(keys, types, likely), Reader::areFound);
		}
		long token = history.token();
		Lookups lookups = new Lookups(keys);
		for (EntryKey key : keys) {
			NearEntry known = near(key, types);
			if (known != null) {
				lookups.found(key, nearByHistory(known, history, token));
			}
		}
		return lookups.open().isEmpty() ? CompletableFuture.completedFuture(lookups.all())
				: this.lookups.ask(() -> lookupOpen(lookups, token), Reader::areFound);
	}

	private static boolean areFound(List<Lookup> all) {
		return all.stream().allMatch(Lookup::isFound);
	}

	private CompletableFuture<List<Lookup>> lookupOpen(Lookups lookups, long token) {
		return askAll(lookups.open()).thenCompose((all) -> {
			all.forEach((reply) -> lookups.found(reply.key(), this.entryJudge.byHistory(reply, token)));
			List<StoreReply> unjudged = all.stream().filter((reply) -> lookups.isOpen(reply.key())).toList();
			return unjudged.isEmpty() ? CompletableFuture.completedFuture(lookups.all())
					: this.judge.observe(tags(unjudged), lookups.open(), false).thenApply((seen) -> {
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
	private CompletableFuture<List<Lookup>> lookupAllByStore(List<EntryKey> keys, ValueTypes types,
			Collection<String> callTags) {
		Map<EntryKey, NearEntry> known = new LinkedHashMap<>();
		keys.forEach((key) -> putIfPresent(known, key, near(key, types)));
		Lookups lookups = new Lookups(keys);
		List<EntryKey> far = keys.stream().filter((key) -> !known.containsKey(key)).distinct().toList();
		Set<String> tags = union(Node.withImplicit(this.region, callTags), List.of());
		known.values().forEach((entry) -> tags.addAll(entry.tags()));
		CompletableFuture<List<StoreReply>> replies = askAll(far);
		CompletableFuture<ObservedVersions> seen = far.isEmpty()
				? this.ofNear.observe(tags, distinct(keys),
						known.values().stream().mapToLong((entry) -> current(entry, callTags)).min().orElse(0))
				: this.judge.observe(tags, distinct(keys), false);
		CompletableFuture<List<Lookup>> judged = seen.thenCompose((observation) -> {
			known.forEach((key, entry) -> lookups.found(key, nearByStore(entry, observation)));
			List<EntryKey> gone = known.keySet().stream().filter(lookups::isOpen).toList();
			Set<String> likely = union(callTags, List.of());
			known.forEach((key, entry) -> likely.addAll(lookups.isOpen(key) ? entry.tags() : List.of()));
			// Both are sent before either is waited for
			CompletableFuture<?> askedAgain = gone.isEmpty() ? CompletableFuture.completedFuture(null)
					: askAgain(gone, likely, lookups);
			return judgeAll(replies, observation, lookups).thenCombine(askedAgain, (done, alsoDone) -> lookups.all());
		});
		return judged.exceptionallyCompose((ex) -> seen.isCompletedExceptionally()
				? this.unproven.all(keys, (key) -> alive(key, types), ex) : CompletableFuture.failedFuture(ex));
	}

	private CompletableFuture<?> askAgain(List<EntryKey> gone, Collection<String> likely, Lookups lookups) {
		CompletableFuture<List<StoreReply>> replies = askAll(gone);
		return this.judge.observe(union(likely, Node.withImplicit(this.region, List.of())), gone, false)
			.thenCompose((observation) -> judgeAll(replies, observation, lookups));
	}

	private CompletableFuture<?> judgeAll(CompletableFuture<List<StoreReply>> replies, ObservedVersions observation,
			Lookups lookups) {
		return replies.thenCompose((all) -> complete(all, observation).thenAccept((complete) -> all
			.forEach((one) -> lookups.found(one.key(), this.entryJudge.byStore(one, observation.token(), complete)))));
	}

	/**
	 * The version up to which an entry is current: for its own tags and its key, and for
	 * tags of the call that it may lack.
	 */
	private static long current(NearEntry known, Collection<String> callTags) {
		return callTags.isEmpty() ? known.confirmed() : Math.min(known.confirmed(), known.token());
	}

	private static long current(Envelope entry, Collection<String> callTags) {
		Header header = entry.header();
		long own = PutCheck.isPut(header.written()) ? header.asOf() : Math.min(header.asOf(), header.written());
		return callTags.isEmpty() ? own : Math.min(own, header.token());
	}

	private @Nullable Lookup nearByStore(NearEntry known, ObservedVersions seen) {
		Lookup judged = judged(known, seen.judge(known), seen, seen.token(), seen);
		if (judged == null) {
			forget(known);
		}
		return judged;
	}

	private static void putIfPresent(Map<EntryKey, NearEntry> entries, EntryKey key, @Nullable NearEntry entry) {
		if (entry != null) {
			entries.put(key, entry);
		}
	}

	private static List<EntryKey> distinct(List<EntryKey> keys) {
		return keys.stream().distinct().toList();
	}

	private CompletableFuture<List<StoreReply>> askAll(List<EntryKey> keys) {
		List<CompletableFuture<StoreReply>> replies = keys.stream()
			.map((key) -> this.writes.get(key).thenApply((bytes) -> StoreReply.of(key, bytes)))
			.toList();
		return Futures.all(replies);
	}

	/**
	 * Observes the tags that only the entries name as well.
	 */
	private CompletableFuture<ObservedVersions> complete(List<StoreReply> all, ObservedVersions seen) {
		Set<String> unseen = tags(all);
		unseen.removeIf((tag) -> seen.covers(List.of(tag)));
		return unseen.isEmpty() ? CompletableFuture.completedFuture(seen)
				: this.judge.observe(unseen, List.of(), false).thenApply(seen::and);
	}

	private Set<String> tags(List<StoreReply> all) {
		Set<String> tags = new LinkedHashSet<>();
		for (StoreReply reply : all) {
			if (reply.entry() != null) {
				tags.addAll(this.entryJudge.tags(reply.entry()));
			}
		}
		return tags;
	}

	/**
	 * Judges once more what was found some time ago. No round trip if the history can
	 * tell, else one.
	 */
	CompletableFuture<Judgement> judgeAgain(Lookup.Found found) {
		return this.judge.judge((found instanceof NearHit hit) ? EntryJudge.claim(hit.entry())
				: this.entryJudge.claim(found.key(), ((RemoteHit) found).entry()));
	}

	/**
	 * Judges a value that is still in the making: whether nothing newer than its token is
	 * known for its tags and its key, and nothing newer than an older token for further
	 * tags. No round trip if the history can tell, else one.
	 */
	CompletableFuture<Judgement> judge(EntryKey key, Tagging value, long token, List<String> further) {
		Claim own = Claim.underToken(key, Node.withImplicit(this.region, value.tags()), token);
		return further.isEmpty() ? this.judge.judge(own)
				: this.judge.judge(own, Claim.forTags(key, further, Math.min(token, value.token())));
	}

	/**
	 * Judges tags that a found entry does not carry, under the load token of its value.
	 * No round trip if the lookup asked the store about them or the history can tell,
	 * else one.
	 */
	CompletableFuture<Judgement> further(Lookup.Found found, List<String> tags) {
		Claim claim = Claim.forTags(found.key(), tags, found.valueToken());
		ObservedVersions seen = found.seen();
		return (seen != null && seen.covers(tags))
				? CompletableFuture.completedFuture(new Judgement(seen.judge(claim), seen.position(), seen.token()))
				: this.judge.judge(claim);
	}

}
