package io.github.taggedcache.core.region;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.Judge;
import io.github.taggedcache.core.judge.Judgement;
import io.github.taggedcache.core.judge.KnownVersions;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearEntry;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Lookup.Miss;
import io.github.taggedcache.core.region.Lookup.NearHit;
import io.github.taggedcache.core.region.Lookup.RemoteHit;
import io.github.taggedcache.core.region.Lookup.Stale;
import org.jspecify.annotations.Nullable;

/**
 * Judges what the store replied for keys of a region: by the history of the node, or by
 * an observation.
 */
final class EntryJudge {

	private final String region;

	private final Judge judge;

	private final InstantSource time;

	private final @Nullable NearLevel near;

	private final RegionEvents events;

	EntryJudge(String region, Judge judge, InstantSource time, @Nullable NearLevel near, RegionEvents events) {
		this.region = region;
		this.judge = judge;
		this.time = time;
		this.near = near;
		this.events = events;
	}

	/**
	 * The verdict of the history, or null if it has none or may not be relied on (any
	 * more). An entry is valid up to the position that was read before it was judged.
	 */
	@Nullable Lookup byHistory(StoreReply reply, long token) {
		Envelope entry = reply.entry();
		if (entry == null) {
			return none(reply, token);
		}
		Claim claim = claim(reply.key(), entry);
		Judgement known = this.judge.byHistory(claim);
		if (known == null) {
			return null;
		}
		if (known.verdict() == Verdict.UNKNOWN) {
			this.events.undecided(claim.key(), claim.tags());
			return null;
		}
		return lookup(claim, entry, token, known.verdict(), known.position(), null);
	}

	Lookup byStore(StoreReply reply, long token, ObservedVersions seen) {
		Envelope entry = reply.entry();
		if (entry == null) {
			return none(reply, token);
		}
		Claim claim = claim(reply.key(), entry);
		return lookup(claim, entry, token, seen.judge(claim), seen.position(), seen);
	}

	Claim claim(EntryKey key, Envelope entry) {
		return new Claim(key, tags(entry), entry.header().asOf(), entry.header().written());
	}

	/**
	 * All tags of an entry, implicit ones included.
	 */
	List<String> tags(Envelope entry) {
		return Node.withImplicit(this.region, entry.header().tags());
	}

	/**
	 * All tags of the entries that came.
	 */
	Set<String> tags(Collection<StoreReply> replies) {
		Set<String> tags = new LinkedHashSet<>();
		for (StoreReply reply : replies) {
			if (reply.entry() != null) {
				tags.addAll(tags(reply.entry()));
			}
		}
		return tags;
	}

	/**
	 * Observes the tags that only the entries name as well. One round trip if there are
	 * any.
	 */
	CompletableFuture<ObservedVersions> complete(Collection<StoreReply> replies, ObservedVersions seen) {
		Set<String> unseen = tags(replies);
		unseen.removeIf((tag) -> seen.covers(List.of(tag)));
		return unseen.isEmpty() ? CompletableFuture.completedFuture(seen)
				: this.judge.observe(unseen, List.of(), false).thenApply(seen::and);
	}

	/**
	 * A miss for which there is no entry.
	 */
	Lookup none(StoreReply reply, long token) {
		return new Miss(reply.key(), token, reply.isPresent() ? MissReason.UNDECODABLE : gone(reply.key()));
	}

	/**
	 * Why there is no entry. The store does not tell; the near cache remembers what it
	 * saw expire.
	 */
	private MissReason gone(EntryKey key) {
		return (this.near != null && this.near.hasExpired(key)) ? MissReason.EXPIRED : MissReason.ABSENT;
	}

	private Lookup lookup(Claim claim, Envelope entry, long token, Verdict verdict, long asOf,
			@Nullable ObservedVersions seen) {
		EntryKey key = claim.key();
		return switch (verdict) {
			case VALID -> {
				RemoteHit hit = new RemoteHit(key, entry, token, asOf, seen);
				yield isPastSoftExpiry(entry.header())
						? new Stale(hit, token, MissReason.EXPIRED, entry.header().softExpiry()) : hit;
			}
			case STALE -> stale(claim, entry, token, seen);
			case INVALID_BY_TAG -> new Miss(key, token, MissReason.TAG);
			case INVALID_BY_KEY -> new Miss(key, token, MissReason.KEY);
			case UNKNOWN -> new Miss(key, token, MissReason.UNKNOWN);
		};
	}

	/**
	 * An entry that was invalidated softly is current up to where it says itself, and not
	 * up to where it was judged.
	 */
	private Stale stale(Claim claim, Envelope entry, long token, @Nullable ObservedVersions seen) {
		RemoteHit hit = new RemoteHit(claim.key(), entry, token, entry.header().asOf(), seen);
		KnownVersions judged = (seen != null) ? seen : this.judge.history();
		long since = (judged != null) ? invalidatedAt(judged, claim) : 0;
		boolean isExpired = isPastSoftExpiry(entry.header());
		return new Stale(hit, token, MissReason.TAG, isExpired ? Math.min(since, entry.header().softExpiry()) : since);
	}

	/**
	 * When a value was invalidated softly: versions are microseconds of the store's time.
	 */
	private static long invalidatedAt(KnownVersions versions, Claim claim) {
		return TimeUnit.MICROSECONDS.toMillis(versions.staleSince(claim));
	}

	/**
	 * A near entry that was judged, as a stale one.
	 * @param endedAt when it expired, in ms; {@link Long#MAX_VALUE} if it did not
	 * @return null if it was invalidated, or cannot be judged
	 */
	@Nullable Stale stale(NearEntry known, Verdict verdict, KnownVersions judged, long token, long endedAt,
			@Nullable ObservedVersions seen) {
		NearHit hit = new NearHit(known, token, known.confirmed(), seen);
		return switch (verdict) {
			case VALID -> new Stale(hit, token, MissReason.EXPIRED, endedAt);
			case STALE -> new Stale(hit, token, MissReason.TAG, Math.min(endedAt, invalidatedAt(judged, claim(known))));
			default -> null;
		};
	}

	static Claim claim(NearEntry known) {
		long confirmed = known.confirmed();
		return new Claim(known.key(), known.tags(), Math.max(known.asOf(), confirmed),
				Math.max(known.written(), confirmed));
	}

	/**
	 * Where both ends are the same, the store decides: its clock and the writer's may
	 * differ from ours.
	 */
	private boolean isPastSoftExpiry(Header header) {
		long end = header.softExpiry();
		return end > 0 && end != header.hardExpiry() && this.time.millis() >= end;
	}

}
