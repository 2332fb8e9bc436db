package io.github.taggedcache.core.region;

import java.util.List;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.node.Judge;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.node.Verdict;
import io.github.taggedcache.core.store.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Judges what the store gave for keys of a region: by the history of the node, or by an
 * observation.
 */
final class EntryJudge {

	private final String region;

	private final Node node;

	private final RegionStatistics statistics;

	EntryJudge(String region, Node node, RegionStatistics statistics) {
		this.region = region;
		this.node = node;
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
		TagHistory history = this.node.trusted();
		if (history == null) {
			return null;
		}
		long position = history.position();
		Verdict verdict = history.judge(asked.key(), tags(entry), entry.header().asOf(), entry.header().written());
		if (verdict == Verdict.UNKNOWN) {
			this.statistics.recordUnknownVerdict();
			return null;
		}
		return lookup(asked, entry, token, verdict, position, null);
	}

	Lookup byStore(Asked asked, long token, Observation seen) {
		Envelope entry = asked.entry();
		if (entry == null) {
			return none(asked, token);
		}
		Verdict verdict = Judge.judge(seen, asked.key(), tags(entry), entry.header().asOf(), entry.header().written());
		return lookup(asked, entry, token, verdict, seen.clock(), seen);
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
			@Nullable Observation seen) {
		return switch (verdict) {
			case VALID -> Lookup.found(asked.key(), token, entry, confirmed, seen);
			case STALE, INVALID_BY_TAG -> Lookup.missed(asked.key(), token, MissReason.TAG);
			case INVALID_BY_KEY -> Lookup.missed(asked.key(), token, MissReason.KEY);
			case UNKNOWN -> Lookup.missed(asked.key(), token, MissReason.UNKNOWN);
		};
	}

}
