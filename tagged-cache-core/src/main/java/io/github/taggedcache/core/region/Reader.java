package io.github.taggedcache.core.region;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.Judge;
import io.github.taggedcache.core.judge.Judgement;
import io.github.taggedcache.core.judge.KnownVersions;
import io.github.taggedcache.core.judge.ObservedClock;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearEntry;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Lookup.NearHit;
import io.github.taggedcache.core.region.Lookup.RemoteHit;
import io.github.taggedcache.core.store.StoreException;
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

	private final Registrations registrations;

	private final Consumer<StoreException> failed;

	private final EntryJudge entryJudge;

	private final NearReader near;

	private final BatchReader batches;

	private final StoreLookups lookups;

	private final UnprovenLookups unproven;

	private final RecentVersions ofNear;

	private final RecentVersions ofStored;

	Reader(String region, RegionSettings settings, RegionEnvironment environment, Judge judge, @Nullable NearLevel near,
			RegionEvents events) {
		this.region = region;
		this.judge = judge;
		this.writes = environment.writes();
		this.registrations = environment.registrations();
		this.failed = (failure) -> events.storeFailed(region, failure);
		this.entryJudge = new EntryJudge(region, judge, environment.time(), near, events);
		this.near = new NearReader(near, this.entryJudge, settings.stale(), environment.time(), events);
		this.lookups = new StoreLookups(region, environment.nanoTime(), events, environment.observer());
		this.unproven = new UnprovenLookups(region, environment.nearFallback(), events);
		this.ofNear = new RecentVersions(judge);
		this.ofStored = new RecentVersions(judge);
		this.batches = new BatchReader(region, judge, this.writes, this.near, this.entryJudge, this.lookups,
				this.unproven, this.ofNear);
	}

	/**
	 * No round trip for a near entry that the history vouches for. Else one, if the
	 * history can judge the entry, alone or by the clock of the store, or if the call
	 * names all tags of the entry; else two. A near entry that the store finds invalid
	 * costs its judgement in addition.
	 * <p>
	 * The call's tags are evaluated where they are used: before the store is asked to
	 * judge, or where no fingerprint stands for their templates, since then somebody
	 * needs them in any case. A history that judges the entry needs none.
	 */
	CompletableFuture<Lookup> lookup(EntryKey key, ValueTypes types, DeclaredTags declared, Executor steps) {
		KnownVersions history = this.judge.history();
		NearEntry known = this.near.find(key, types);
		if (history != null) {
			long token = history.token();
			Lookup judged = (known != null) ? this.near.byHistory(known, history, token) : null;
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
	 * round trip, or two if the clock was asked for and is not enough; if the entry is
	 * not valid, those of a lookup more. If the store fails to judge the entry, it may be
	 * served all the same.
	 */
	private CompletableFuture<Lookup> lookupNear(NearEntry known, EntryKey key, DeclaredTags declared, Executor steps) {
		boolean areCarried = known.isTaggedBy(declared.templates());
		List<String> callTags = areCarried ? List.of() : declared.callTags();
		CompletableFuture<ObservedVersions> asked = this.ofNear.observe(union(known.tags(), callTags), List.of(key),
				RecentVersions.since(known, callTags));
		CompletableFuture<Lookup> judged = asked.thenCompose((seen) -> {
			Lookup found = this.near.byStore(known, seen);
			if (found != null) {
				return CompletableFuture.completedFuture(found);
			}
			return (areCarried ? evaluated(declared, steps) : CompletableFuture.completedFuture(callTags))
				.thenCompose((tags) -> askStore(key, tags));
		});
		return judged.exceptionallyCompose((ex) -> (asked.isCompletedExceptionally() && this.near.isAlive(known))
				? this.unproven.one(known, declared, ex) : CompletableFuture.failedFuture(ex));
	}

	/**
	 * Asks the store for the entry and for its verdict. One round trip if the clock is
	 * enough, or the entry has no tags but these and its versions were asked for at once;
	 * else two.
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
	 * Judges by what the history knows up to the clock that the store has named. If that
	 * is no hit, the names of the entry that may be loaded are registered: a name that
	 * the store registers only when the load has ended counts as invalidated during the
	 * load, if the clock has moved meanwhile.
	 * @return null if that is not enough
	 */
	private @Nullable Lookup byClock(StoreReply reply, ObservedClock clock, Collection<String> callTags) {
		Lookup judged = judgedByClock(reply, clock, callTags);
		if (judged != null && !judged.isFound()) {
			this.registrations.begin(Node.withImplicit(this.region, callTags), reply.key(), this.failed);
		}
		return judged;
	}

	private @Nullable Lookup judgedByClock(StoreReply reply, ObservedClock clock, Collection<String> callTags) {
		Envelope entry = reply.entry();
		if (entry == null) {
			return this.entryJudge.none(reply, clock.clock());
		}
		ObservedVersions known = clock.since(RecentVersions.since(entry, callTags),
				union(this.entryJudge.tags(entry), callTags), List.of(reply.key()));
		Lookup judged = (known != null) ? this.entryJudge.byStore(reply, clock.clock(), known) : null;
		boolean isEnough = judged != null && judged.reason() != MissReason.UNKNOWN;
		this.ofStored.clockWas(isEnough);
		return isEnough ? judged : null;
	}

	/**
	 * Judges an entry by its versions, which take a round trip more.
	 */
	private CompletableFuture<Lookup> byVersions(StoreReply reply, Collection<String> callTags) {
		return this.judge.observe(union(this.entryJudge.tags(List.of(reply)), callTags), List.of(reply.key()), false)
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
				this.ofStored.observed(RecentVersions.since(reply.entry(), callTags), observation);
			}
			return this.entryJudge.complete(List.of(reply), observation)
				.thenApply((all) -> this.entryJudge.byStore(reply, observation.token(), all));
		}));
	}

	/**
	 * Looks up several keys.
	 * @param callTags gives tags that entries are likely to have; asked only if the store
	 * has to judge all of them
	 */
	CompletableFuture<List<Lookup>> lookupAll(List<EntryKey> keys, ValueTypes types,
			Supplier<? extends Collection<String>> callTags) {
		return this.batches.lookup(keys, types, callTags);
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
