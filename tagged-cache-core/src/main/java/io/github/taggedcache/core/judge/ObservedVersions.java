package io.github.taggedcache.core.judge;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.PutCheck;
import io.github.taggedcache.core.store.TagVersion;

/**
 * What the store said of versions, or the history of a node that ends at the clock which
 * the store named. An entry is valid if for each of its tags {@code hard <= asOf} and for
 * its key {@code last key event <= written}; it is stale if only a soft version is newer.
 * <p>
 * An {@code asOf} above the clock is unknown, not valid: such an entry relies on an
 * invalidation that the store does not know of (any more), so the store's versions say
 * nothing about the entry.
 *
 * @param seen what the store said at one moment
 */
public record ObservedVersions(Observation seen) implements KnownVersions {

	@Override
	public long position() {
		return this.seen.clock();
	}

	@Override
	public long token() {
		return this.seen.clock();
	}

	/**
	 * Whether the store was asked about each of these tags.
	 * @param tags the tags
	 * @return whether all of them can be judged
	 */
	public boolean covers(Collection<String> tags) {
		return tags.stream().allMatch((tag) -> this.seen.tag(tag) != null);
	}

	/**
	 * These versions as a read would get them that asks now: what is missing would be
	 * registered at the clock. Without a clock a read would get a new one, above every
	 * version.
	 * @param tags the tags that the store was asked about
	 * @param keys the keys whose buckets the store was asked about
	 * @return the versions of all of them
	 */
	public ObservedVersions registered(Collection<String> tags, Collection<EntryKey> keys) {
		if (this.seen.clock() == 0) {
			return this;
		}
		Map<String, TagVersion> versions = new HashMap<>(this.seen.tags());
		tags.forEach((tag) -> versions.putIfAbsent(tag, new TagVersion(this.seen.clock(), 0)));
		Map<EntryKey, Long> events = new HashMap<>(this.seen.keyEvents());
		keys.forEach((key) -> events.putIfAbsent(key, this.seen.clock()));
		return new ObservedVersions(new Observation(this.seen.clock(), versions, events, this.seen.puts()));
	}

	/**
	 * These versions and others, as of the older one of the two moments.
	 * @param other what the store said at another moment
	 * @return all versions
	 */
	public ObservedVersions and(ObservedVersions other) {
		return new ObservedVersions(Observation.merge(List.of(this.seen, other.seen)));
	}

	@Override
	public Verdict judge(Claim claim) {
		return PutCheck.isPut(claim.written()) ? judgeBesideEvent(claim) : judgeByVersions(claim);
	}

	/**
	 * Judges an entry that was sent beside its key event: as if written by that event,
	 * and as of it, if the event is the newest one of the key.
	 */
	private Verdict judgeBesideEvent(Claim claim) {
		Long keyEvent = this.seen.keyEvents().get(claim.key());
		if (keyEvent != null && PutCheck.isOf(claim.written(), this.seen.put(claim.key()))) {
			return judgeByVersions(new Claim(claim.key(), claim.tags(), Math.max(claim.asOf(), keyEvent), keyEvent));
		}
		return (keyEvent != null && keyEvent > claim.asOf()) ? Verdict.INVALID_BY_KEY : Verdict.UNKNOWN;
	}

	private Verdict judgeByVersions(Claim claim) {
		if (claim.includesKey() && claim.written() > this.seen.clock()) {
			return Verdict.UNKNOWN;
		}
		Verdict byTags = byTags(claim.tags(), claim.asOf());
		if (!claim.includesKey() || (byTags != Verdict.VALID && byTags != Verdict.STALE)) {
			return byTags;
		}
		Long keyEvent = this.seen.keyEvents().get(claim.key());
		if (keyEvent == null) {
			return Verdict.UNKNOWN;
		}
		return (keyEvent > claim.written()) ? Verdict.INVALID_BY_KEY : byTags;
	}

	@Override
	public Verdict judge(Judged entry) {
		long confirmed = entry.confirmed();
		Verdict verdict = judge(new Claim(entry.key(), entry.tags(), Math.max(entry.asOf(), confirmed),
				Math.max(entry.written(), confirmed)));
		if (verdict == Verdict.VALID) {
			entry.confirm(this.seen.clock());
		}
		return verdict;
	}

	@Override
	public long staleSince(Claim claim) {
		long since = Long.MAX_VALUE;
		for (String tag : claim.tags()) {
			TagVersion version = this.seen.tag(tag);
			if (version != null && version.soft() > claim.asOf()) {
				since = Math.min(since, version.soft());
			}
		}
		return since;
	}

	private Verdict byTags(Collection<String> tags, long asOf) {
		if (asOf > this.seen.clock()) {
			return Verdict.UNKNOWN;
		}
		boolean stale = false;
		for (String tag : tags) {
			TagVersion version = this.seen.tag(tag);
			if (version == null) {
				return Verdict.UNKNOWN;
			}
			if (version.hard() > asOf) {
				return Verdict.INVALID_BY_TAG;
			}
			stale |= version.soft() > asOf;
		}
		return stale ? Verdict.STALE : Verdict.VALID;
	}

}
