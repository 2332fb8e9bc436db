package io.github.taggedcache.core.region;

import java.util.List;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.Judgement;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.judge.Witness;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * Judges what the store gave for keys of a region: by the history of the node, or by an
 * observation.
 */
final class EntryJudge {

	private final String region;

	private final Witness witness;

	private final RegionStatistics statistics;

	EntryJudge(String region, Witness witness, RegionStatistics statistics) {
		this.region = region;
		this.witness = witness;
		this.statistics = statistics;
	}

	/**
	 * The verdict of the history, or null if it has none or may not be trusted (any
	 * more). An entry is valid up to the position that was read before it was judged.
	 */
	@Nullable Lookup byHistory(Asked asked, long token) {
		Envelope entry = asked.entry();
		if (entry == null) {
			return none(asked, token);
		}
		Judgement known = this.witness.byHistory(claim(asked.key(), entry));
		if (known == null) {
			return null;
		}
		if (known.verdict() == Verdict.UNKNOWN) {
			this.statistics.recordUnknownVerdict();
			return null;
		}
		return lookup(asked, entry, token, known.verdict(), known.position(), null);
	}

	Lookup byStore(Asked asked, long token, ObservedVersions seen) {
		Envelope entry = asked.entry();
		return (entry != null)
				? lookup(asked, entry, token, seen.judge(claim(asked.key(), entry)), seen.position(), seen)
				: none(asked, token);
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

	private static Lookup none(Asked asked, long token) {
		return Lookup.missed(asked.key(), token, asked.isPresent() ? MissReason.UNDECODABLE : MissReason.ABSENT);
	}

	private static Lookup lookup(Asked asked, Envelope entry, long token, Verdict verdict, long confirmed,
			@Nullable ObservedVersions seen) {
		return switch (verdict) {
			case VALID -> Lookup.found(asked.key(), token, entry, confirmed, seen);
			case STALE, INVALID_BY_TAG -> Lookup.missed(asked.key(), token, MissReason.TAG);
			case INVALID_BY_KEY -> Lookup.missed(asked.key(), token, MissReason.KEY);
			case UNKNOWN -> Lookup.missed(asked.key(), token, MissReason.UNKNOWN);
		};
	}

}
