package io.github.taggedcache.core.region;

import java.time.InstantSource;
import java.util.List;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.Judge;
import io.github.taggedcache.core.judge.Judgement;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Lookup.Miss;
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
		return lookup(reply.key(), entry, token, known.verdict(), known.position(), null);
	}

	Lookup byStore(StoreReply reply, long token, ObservedVersions seen) {
		Envelope entry = reply.entry();
		return (entry != null)
				? lookup(reply.key(), entry, token, seen.judge(claim(reply.key(), entry)), seen.position(), seen)
				: none(reply, token);
	}

	private Claim claim(EntryKey key, Envelope entry) {
		return new Claim(key, tags(entry), entry.header().asOf(), entry.header().written());
	}

	/**
	 * All tags of an entry, implicit ones included.
	 */
	List<String> tags(Envelope entry) {
		return Node.withImplicit(this.region, entry.header().tags());
	}

	private Lookup none(StoreReply reply, long token) {
		return new Miss(reply.key(), token, reply.isPresent() ? MissReason.UNDECODABLE : gone(reply.key()));
	}

	/**
	 * Why there is no entry. The store does not tell; the near cache remembers what it
	 * saw expire.
	 */
	private MissReason gone(EntryKey key) {
		return (this.near != null && this.near.hasExpired(key)) ? MissReason.EXPIRED : MissReason.ABSENT;
	}

	private Lookup lookup(EntryKey key, Envelope entry, long token, Verdict verdict, long asOf,
			@Nullable ObservedVersions seen) {
		return switch (verdict) {
			case VALID -> isPastSoftExpiry(entry.header()) ? new Stale(key, entry, token, MissReason.EXPIRED)
					: new RemoteHit(key, entry, token, asOf, seen);
			case STALE -> new Stale(key, entry, token, MissReason.TAG);
			case INVALID_BY_TAG -> new Miss(key, token, MissReason.TAG);
			case INVALID_BY_KEY -> new Miss(key, token, MissReason.KEY);
			case UNKNOWN -> new Miss(key, token, MissReason.UNKNOWN);
		};
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
