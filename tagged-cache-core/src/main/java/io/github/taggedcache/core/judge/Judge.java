package io.github.taggedcache.core.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * Says whether values are still current: by the node's history while that is proven to be
 * caught up, else by the store. Whoever would ask the store for versions may ask it for
 * the clock alone first, at which the history may end.
 */
public final class Judge {

	private final VersionSource source;

	/**
	 * Creates a judge.
	 * @param source where its versions come from
	 */
	public Judge(VersionSource source) {
		this.source = source;
	}

	/**
	 * What the node knows itself, if that may be relied on.
	 * @return the versions; null if values must be judged by the store
	 */
	public @Nullable KnownVersions history() {
		return this.source.trusted();
	}

	/**
	 * The same for a reader who has looked at the time. Allocates nothing.
	 * @param now the node's monotonic time in ns, taken before the history is asked
	 * @return the versions; null if values must be judged by the store
	 */
	public @Nullable KnownVersions history(long now) {
		return this.source.trusted(now);
	}

	/**
	 * Judges by the node's history. No round trip.
	 * @param claims what is claimed of one value
	 * @return the judgement, which may be {@link Verdict#UNKNOWN}; null if values must be
	 * judged by the store
	 */
	public @Nullable Judgement byHistory(Claim... claims) {
		KnownVersions known = history();
		return (known != null) ? judge(known, claims) : null;
	}

	/**
	 * Judges by the store. One round trip.
	 * @param prolong whether an entry is about to rely on the answer
	 * @param claims what is claimed of one value
	 * @return the judgement; what the store forgot is {@link Verdict#UNKNOWN}
	 */
	public CompletableFuture<Judgement> byStore(boolean prolong, Claim... claims) {
		Set<String> tags = new LinkedHashSet<>();
		List<EntryKey> keys = new ArrayList<>(1);
		for (Claim claim : claims) {
			tags.addAll(claim.tags());
			if (claim.includesKey()) {
				keys.add(claim.key());
			}
		}
		return observe(tags, keys, prolong).thenApply((seen) -> judge(seen, claims));
	}

	/**
	 * Judges by the node's history, or by the store if the history cannot tell. One round
	 * trip at most.
	 * @param claims what is claimed of one value
	 * @return the judgement
	 */
	public CompletableFuture<Judgement> judge(Claim... claims) {
		Judgement known = byHistory(claims);
		return (known != null && known.verdict() != Verdict.UNKNOWN) ? CompletableFuture.completedFuture(known)
				: byStore(false, claims);
	}

	/**
	 * Asks the store for versions. One round trip.
	 * @param tags the tags
	 * @param keys the keys whose events are asked for
	 * @param prolong whether an entry is about to rely on them
	 * @return what the store said
	 */
	public CompletableFuture<ObservedVersions> observe(Collection<String> tags, List<EntryKey> keys, boolean prolong) {
		return this.source.observe(tags, keys, prolong).thenApply(ObservedVersions::new);
	}

	/**
	 * Asks the store for its clock, with which the node's history may be able to judge.
	 * One round trip.
	 * @return the clock; null if the store must be asked for versions
	 */
	public @Nullable CompletableFuture<ObservedClock> observeClock() {
		return this.source.observeClock();
	}

	/**
	 * Whether the clock alone would have been enough to judge by.
	 * @param since a version
	 * @param clock the clock that the store has just named
	 * @return whether the node's history knows all that has happened between the two, and
	 * ends there
	 */
	public boolean knowsSince(long since, long clock) {
		return this.source.knowsSince(since, clock);
	}

	/**
	 * Position and token are read before the verdict: whatever is learnt meanwhile can
	 * only make the verdict stricter.
	 */
	private static Judgement judge(KnownVersions known, Claim... claims) {
		long position = known.position();
		long token = known.token();
		return new Judgement(verdict(known, claims), position, token);
	}

	/**
	 * What one claim leaves open, nothing else makes good; apart from that the first
	 * claim that fails decides.
	 */
	private static Verdict verdict(KnownVersions known, Claim... claims) {
		Verdict all = Verdict.VALID;
		for (Claim claim : claims) {
			Verdict verdict = known.judge(claim);
			if (verdict == Verdict.UNKNOWN) {
				return Verdict.UNKNOWN;
			}
			all = (all == Verdict.VALID) ? verdict : all;
		}
		return all;
	}

}
