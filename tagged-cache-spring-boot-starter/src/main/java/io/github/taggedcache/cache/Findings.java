package io.github.taggedcache.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.Explanation.Invalidation;
import io.github.taggedcache.Explanation.Outcome;
import io.github.taggedcache.Explanation.TagState;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.cache.Explainer.Finding;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.region.Inspection;
import io.github.taggedcache.core.region.Inspection.JudgedBy;
import io.github.taggedcache.core.region.Inspection.Near;
import io.github.taggedcache.core.region.Inspection.Stored;
import io.github.taggedcache.core.region.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What the next read would find, as a sentence. Goes the way of a read: the near cache,
 * then the store.
 *
 * @param found what was found
 * @param tags the tags
 * @param keyEvent the newest put or evict of the key in the log; null if there is none
 * @param now the time of this node
 */
record Findings(Inspection found, List<TagState> tags, @Nullable Invalidation keyEvent, Instant now) {

	/** Digits of a node that tell nodes apart in a sentence. */
	private static final int NODE_DIGITS = 4;

	Finding finding() {
		boolean byNode = this.found.mode() == JudgedBy.NODE;
		Near near = this.found.near();
		if (near != null && near.isAlive() && (byNode ? near.byNode() : near.byStore()) == Verdict.VALID) {
			return new Finding(Outcome.NEAR, null, nearSentence(byNode));
		}
		if (near != null && near.isAlive() && (byNode ? near.byNode() : near.byStore()) == Verdict.STALE
				&& isServedMeanwhile(invalidatedAt(near.asOf()))) {
			return softlyInvalidated(near.asOf(), invalidatedAt(near.asOf()));
		}
		return switch (this.found.place()) {
			case UNKNOWN -> miss(MissReason.ERROR, "A miss: the near cache has no copy that this node may judge alone"
					+ mode() + ", and Redis did not answer.");
			case EMPTY -> absent();
			case UNDECODABLE -> miss(MissReason.UNDECODABLE,
					"A miss: what Redis has under the key is no entry, or does not bind to the region's type.");
			case OTHER_TYPE -> miss(MissReason.UNDECODABLE,
					"A miss for calls of the region's type: Redis has an entry of another type.");
			case ENTRY -> entry(this.found.stored(), byNode);
		};
	}

	private String nearSentence(boolean byNode) {
		if (byNode) {
			return (this.found.failure() == null) ? "Served from the near cache: nothing has invalidated it."
					: "Served from the near cache: nothing that this node knows of has invalidated it; Redis did not"
							+ " answer.";
		}
		return "Served from the near cache, once Redis has judged it" + mode() + ".";
	}

	/**
	 * Why Redis judges, as the end of a clause.
	 */
	private String mode() {
		return switch (this.found.mode()) {
			case NODE -> "";
			case STORE_AS_STRICT -> " (consistency is strict)";
			case STORE_IN_QUARANTINE -> " (the node is not proven to be caught up)";
		};
	}

	/**
	 * An unknown verdict of the node leaves the decision to the store.
	 */
	private Finding entry(@Nullable Stored stored, boolean byNode) {
		if (stored == null) {
			return absent();
		}
		boolean nodeDecides = byNode && stored.byNode() != null && stored.byNode() != Verdict.UNKNOWN;
		Verdict verdict = nodeDecides ? stored.byNode() : stored.byStore();
		if (verdict == Verdict.VALID) {
			return isPastSoftEnd(stored.header())
					? stale(MissReason.EXPIRED, stored.header().softExpiry(),
							"the entry became stale " + ago(ofMillis(stored.header().softExpiry())) + ".")
					: new Finding(Outcome.STORE, null,
							"Served from Redis: stored " + ago(ofMillis(stored.header().createdAt()))
									+ ", nothing has invalidated it" + mode() + ".");
		}
		if (verdict == Verdict.INVALID_BY_KEY) {
			return miss(MissReason.KEY, "A miss: " + keySentence());
		}
		if (verdict == Verdict.STALE) {
			long since = invalidatedAt(stored.header().asOf());
			return softlyInvalidated(stored.header().asOf(),
					isPastSoftEnd(stored.header()) ? Math.min(since, stored.header().softExpiry()) : since);
		}
		return (verdict == Verdict.UNKNOWN)
				? miss(MissReason.UNKNOWN, "A miss: Redis has lost versions by which the entry would be judged.")
				: miss(MissReason.TAG, "A miss: " + tagSentence(stored.header().asOf(), false));
	}

	private Finding softlyInvalidated(long asOf, long since) {
		return stale(MissReason.TAG, since, tagSentence(asOf, true));
	}

	/**
	 * When the first of the tags was invalidated softly, in ms.
	 */
	private long invalidatedAt(long asOf) {
		long first = this.tags.stream()
			.map(TagState::soft)
			.filter((version) -> version != null && version > asOf)
			.mapToLong(Long::longValue)
			.min()
			.orElse(0);
		return TimeUnit.MICROSECONDS.toMillis(first);
	}

	/**
	 * Who is served a stale value all the same. An explanation does not know the call:
	 * what cannot be loaded in the background is a miss.
	 * @param since when it became stale, in ms
	 */
	private Finding stale(MissReason reason, long since, String cause) {
		if (isServedMeanwhile(since)) {
			return new Finding(Outcome.STALE, reason, "Served stale: " + cause
					+ " It is loaded again in the background. A call that cannot be made there is a miss.");
		}
		return miss(reason, "A miss: " + cause + (this.found.stale().isServedOnError(staleMillis(since))
				? " It is served to calls whose load fails." : ""));
	}

	private boolean isServedMeanwhile(long since) {
		return this.found.stale().isServedMeanwhile(staleMillis(since));
	}

	private long staleMillis(long since) {
		return Math.max(0, this.now.toEpochMilli() - since);
	}

	/**
	 * Where both ends are the same, the store decides, as in a read.
	 */
	private boolean isPastSoftEnd(Header header) {
		long end = header.softExpiry();
		return end > 0 && end != header.hardExpiry() && this.now.toEpochMilli() >= end;
	}

	/**
	 * A cause is named only if something tells it: Redis does not say why a key is gone.
	 */
	private Finding absent() {
		Near near = this.found.near();
		if (near != null && !near.isAlive()) {
			return miss(MissReason.EXPIRED,
					"A miss: the entry expired " + ago(this.now.plusMillis(near.leftMillis())) + ".");
		}
		if (this.keyEvent != null && this.found.refusal() == null) {
			return miss(MissReason.ABSENT, "A miss: " + keySentence());
		}
		return miss(MissReason.ABSENT, "A miss: Redis has no entry. It was never stored, has expired, or was removed."
				+ ((this.found.refusal() == null) ? aboutEverything() : ""));
	}

	/**
	 * The tag of the namespace comes first, and every entry carries it.
	 */
	private String aboutEverything() {
		TagState all = this.tags.get(0);
		if (all.last() != null) {
			return " Everything was invalidated " + by(all.last()) + ", which nodes do after Redis has lost data.";
		}
		return (all.hard() == null) ? " Redis has no version of the namespace, as after a flush." : "";
	}

	private String keySentence() {
		return (this.keyEvent != null) ? "the key was put or evicted " + by(this.keyEvent) + "."
				: "the key, or another one of its bucket, was put or evicted; the log has no record of it.";
	}

	private String tagSentence(long asOf, boolean soft) {
		for (TagState tag : this.tags) {
			Long version = soft ? tag.soft() : tag.hard();
			if (version != null && version > asOf) {
				return named(tag.tag()) + (soft ? " was invalidated softly " : " was invalidated ")
						+ when(version, tag.last()) + ".";
			}
		}
		return this.tags.stream()
			.filter((tag) -> tag.hard() == null && !soft && this.found.seen() != null)
			.findFirst()
			.map((tag) -> "Redis has lost the version of " + named(tag.tag()) + ", and older entries no longer count.")
			.orElse("one of its tags was invalidated; Redis does not show it yet.");
	}

	private String when(long version, @Nullable Invalidation last) {
		return (last != null && last.version() >= version) ? by(last) : time(version) + "; the log has no record of it";
	}

	/**
	 * Names that are held count as invalidated now, at no version of the store.
	 */
	private String time(long version) {
		return (version != Long.MAX_VALUE) ? ago(Instant.EPOCH.plus(version, ChronoUnit.MICROS))
				: "by this node, which has yet to record it";
	}

	private String named(String tag) {
		if (tag.equals(TagName.NAMESPACE)) {
			return "everything";
		}
		if (tag.equals(TagName.ofRegion(this.found.key().region()))) {
			return "the whole region";
		}
		if (tag.startsWith(Explainer.DEPENDENCY)) {
			return "a value that it was made from (" + tag.substring(Explainer.DEPENDENCY.length()) + ")";
		}
		return TagName.isImplicit(tag) ? "the whole region '" + TagName.regionOf(tag) + "', of which it was made,"
				: tag;
	}

	private String by(Invalidation record) {
		String node = record.own() ? "this node"
				: "node " + record.node().substring(0, Math.min(NODE_DIGITS, record.node().length()));
		return ago(record.time()) + " by " + node;
	}

	private static Instant ofMillis(long millis) {
		return Instant.ofEpochMilli(millis);
	}

	private String ago(Instant time) {
		Duration age = Duration.between(time, this.now);
		if (age.toSeconds() < 1) {
			return "less than 1 s ago";
		}
		if (age.toMinutes() < 2) {
			return age.toSeconds() + " s ago";
		}
		return (age.toHours() < 2) ? age.toMinutes() + " min ago" : age.toHours() + " h ago";
	}

	private Finding miss(MissReason reason, String sentence) {
		Refusal refusal = this.found.refusal();
		if (refusal == null) {
			return new Finding(Outcome.MISS, reason, sentence);
		}
		String cause = switch (refusal.cause()) {
			case RACE -> "its key or one of its tags was invalidated while it was made";
			case UNSTORABLE -> "it would not come back from Redis as what it is";
		};
		return new Finding(Outcome.MISS, reason,
				sentence + " This node did not store a value " + ago(ofMillis(refusal.time())) + ": " + cause + ".");
	}

}
