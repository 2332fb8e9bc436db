package io.github.taggedcache.core.region;

import java.time.InstantSource;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.judge.KnownVersions;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearEntry;
import io.github.taggedcache.core.region.Lookup.NearHit;
import io.github.taggedcache.core.region.Lookup.Stale;
import io.github.taggedcache.core.stale.StaleSettings;
import org.jspecify.annotations.Nullable;

/**
 * Finds near entries and says what they are to a call, by versions that the caller has:
 * those of the history, or those that the store was asked for. An entry that is judged
 * and cannot be served leaves the near cache.
 */
final class NearReader {

	private final @Nullable NearLevel near;

	private final EntryJudge entryJudge;

	private final StaleSettings stale;

	private final InstantSource time;

	private final RegionEvents events;

	NearReader(@Nullable NearLevel near, EntryJudge entryJudge, StaleSettings stale, InstantSource time,
			RegionEvents events) {
		this.near = near;
		this.entryJudge = entryJudge;
		this.stale = stale;
		this.time = time;
		this.events = events;
	}

	/**
	 * The near entry, which may have expired. An entry of a type that the call cannot use
	 * is not the call's: the call's own entry may lie in the store.
	 */
	@Nullable NearEntry find(EntryKey key, ValueTypes types) {
		NearEntry known = (this.near != null) ? this.near.get(key) : null;
		return (known != null && types.toRead(known.type()) != null) ? known : null;
	}

	/**
	 * The same, unless it has expired.
	 */
	@Nullable NearEntry findAlive(EntryKey key, ValueTypes types) {
		NearEntry known = find(key, types);
		return (known != null && isAlive(known)) ? known : null;
	}

	boolean isAlive(NearEntry known) {
		return this.near == null || this.near.isAlive(known);
	}

	/**
	 * Judges an entry by the history.
	 * @param token the load token, taken before the judging
	 * @return null if the entry cannot be served, or the history cannot tell
	 */
	@Nullable Lookup byHistory(NearEntry known, KnownVersions history, long token) {
		Verdict verdict = history.judge(known);
		if (verdict == Verdict.UNKNOWN) {
			this.events.undecided(known.key(), known.tags());
		}
		return orForget(known, judged(known, verdict, history, token, null));
	}

	/**
	 * Judges an entry by what the store has said.
	 * @return null if the entry cannot be served
	 */
	@Nullable Lookup byStore(NearEntry known, ObservedVersions seen) {
		return orForget(known, judged(known, seen.judge(known), seen, seen.token(), seen));
	}

	/**
	 * What a judged entry is to a call: a hit, or a stale entry that may be served
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

	private @Nullable Lookup orForget(NearEntry known, @Nullable Lookup judged) {
		if (judged == null && this.near != null) {
			this.near.remove(known);
		}
		return judged;
	}

}
