package io.github.taggedcache.core.node;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.Judged;
import io.github.taggedcache.core.judge.KnownVersions;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.OwnAppend;
import io.github.taggedcache.core.store.TagVersion;
import org.jspecify.annotations.Nullable;

/**
 * What one node knows of the invalidation log, and its verdict on entries by that.
 */
public final class TagHistory implements KnownVersions {

	/*
	 * The history knows every invalidation with a version in the window (floor,
	 * position]: the newest hard and soft version of each tag, and the newest event of
	 * each key. Beyond the position it knows what this node appended itself, since an
	 * invalidation made here is honoured here at once. Of what is not above the floor it
	 * knows nothing.
	 *
	 * An entry that claims to be current up to c is therefore valid if c >= floor and no
	 * tag and not its key has a version above c. If c is not even below the newest
	 * version that is known of anything, there is nothing to look up: this is the common
	 * case, one comparison. Else a filter tells for nearly all entries that nothing has
	 * happened to just their names; for the rest, a verdict costs one lookup a tag. One
	 * that is VALID raises c to the position, so that the next one is short again. It
	 * must not be raised to own versions beyond the position: what others appended before
	 * them is not known yet.
	 *
	 * Readers take no lock. A reader reads the position, then the filter or tags and key,
	 * then the floor; writers, one at a time, do the opposite. Applying a record
	 * publishes its names, then the position: who read the new position sees the names,
	 * so what it confirms has been looked at. A name is in the filter before it is found,
	 * so nobody who has met it is told by the filter that there is nothing to find.
	 * Dropping old records and a gap raise the floor, then remove names: who no longer
	 * finds a name sees the floor that stands for it. A gap sets the position last, for
	 * the first reason. The newest version is read once and first; it is raised before
	 * anything else is published, so whoever has seen anything of a record, or of a gap,
	 * looks the names up.
	 *
	 * The store knows the newest event of a bucket, which many keys share. If the history
	 * ends at the clock of that answer, it knows the key's own event. Of each key it
	 * keeps the last two events, since the newest may be the one whose predecessor is
	 * asked for.
	 *
	 * A load token may go further than the position, through own appends that follow each
	 * other without a hole: of those nothing is unknown. Without that, a load right after
	 * an invalidation of its tag by the same node would not be stored.
	 *
	 * The window is bounded in records and bytes. Own appends that the log does not
	 * confirm are bounded too: if they have too many names, the floor is raised above the
	 * position, and the node knows nothing until the log has caught up with it.
	 */

	private static final int RECORD_BYTES = 120;

	private static final int NAME_BYTES = 160;

	private static final TagVersion NEVER = new TagVersion(0, 0);

	private final String origin;

	private final int maxRecords;

	private final long maxBytes;

	private final Map<String, TagVersion> tags = new ConcurrentHashMap<>();

	private final Map<EntryKey, LastEvents> keys = new ConcurrentHashMap<>();

	private final VersionFilter filter = new VersionFilter();

	/** Oldest first; with the two numbers below guarded by this. */
	private final Deque<LogRecord> records = new ArrayDeque<>();

	private final OwnAppends own = new OwnAppends();

	/** Versions of own appends by the clock before each. */
	private final Map<Long, Long> ownAfter = new HashMap<>();

	private long bytes;

	private volatile long token;

	private volatile long floor;

	private volatile long position;

	private volatile long newest;

	/**
	 * Creates a history that knows nothing.
	 * @param origin the node's id in the records that it appends
	 * @param maxRecords most records of the window
	 * @param maxBytes most bytes of the window, by estimate
	 */
	public TagHistory(String origin, int maxRecords, long maxBytes) {
		if (maxRecords < 1 || maxBytes < 1) {
			throw new IllegalArgumentException(
					"The window has room for at least one record and one byte, not " + maxRecords + " and " + maxBytes);
		}
		this.origin = origin;
		this.maxRecords = maxRecords;
		this.maxBytes = maxBytes;
	}

	/**
	 * What an entry keeps for {@link Judged#slots()}.
	 * @param key its key
	 * @param tags its tags, implicit ones included
	 * @return a number for each name, the same in all histories
	 */
	public static char[] slots(EntryKey key, List<String> tags) {
		return VersionFilter.slots(key, tags);
	}

	/**
	 * The newest version up to which every invalidation is known.
	 * @return the version; zero before anything is known
	 */
	@Override
	public long position() {
		return this.position;
	}

	/**
	 * The load token of a load that begins after this call.
	 * @return the newest version up to which every invalidation is known, own ones
	 * included
	 */
	@Override
	public long token() {
		return this.token;
	}

	/**
	 * The version up to which nothing is known.
	 * @return the version
	 */
	public long floor() {
		return this.floor;
	}

	/**
	 * Judges an entry, and confirms it if it is valid. Allocates nothing.
	 * @param entry the entry
	 * @return the verdict
	 */
	@Override
	public Verdict judge(Judged entry) {
		long confirmed = entry.confirmed();
		if (confirmed >= this.newest) {
			return Verdict.VALID;
		}
		long current = this.position;
		Verdict verdict = isUntouched(entry, confirmed) ? Verdict.VALID : judge(entry.key(), entry.tags(),
				Math.max(entry.asOf(), confirmed), Math.max(entry.written(), confirmed));
		if (verdict == Verdict.VALID && current > confirmed) {
			entry.confirm(current);
		}
		return verdict;
	}

	@Override
	public Verdict judge(Claim claim) {
		return judge(claim.key(), claim.tags(), claim.asOf(), claim.written());
	}

	private boolean isUntouched(Judged entry, long confirmed) {
		return !this.filter.mayExceed(entry.slots(), confirmed) && confirmed >= this.floor;
	}

	/**
	 * Judges what claims to be current. A caller that concludes from the verdict up to
	 * when it is takes the position before this call.
	 * @param key its key
	 * @param tags its tags, implicit ones included; a list with fast access by index
	 * @param asOf version up to which it is current for its tags
	 * @param written version that key events are judged against
	 * @return the verdict
	 */
	public Verdict judge(EntryKey key, List<String> tags, long asOf, long written) {
		boolean stale = false;
		for (int i = 0; i < tags.size(); i++) {
			TagVersion version = this.tags.get(tags.get(i));
			if (version != null) {
				if (version.hard() > asOf) {
					return Verdict.INVALID_BY_TAG;
				}
				stale |= version.soft() > asOf;
			}
		}
		LastEvents keyEvents = this.keys.get(key);
		if (keyEvents != null && keyEvents.newest() > written) {
			return Verdict.INVALID_BY_KEY;
		}
		if (Math.min(asOf, written) < this.floor) {
			return Verdict.UNKNOWN;
		}
		return stale ? Verdict.STALE : Verdict.VALID;
	}

	/**
	 * Whether a version is the last one of those up to which everything is known. A
	 * version in between proves nothing: a store that went back, which nobody has noticed
	 * yet, may have issued other versions there.
	 * @param version a version that the store named
	 * @return whether the history is complete up to this version of this store
	 */
	boolean endsAt(long version) {
		return version == this.token || version == this.position;
	}

	/**
	 * The newest event of one key alone, for a caller who has seen that the history is
	 * complete up to the clock at which the store named the bucket's version.
	 * @param key the key
	 * @param bucket the newest event of the key's bucket, by the store
	 * @return the version, not above the bucket's unless the store lost the event. If the
	 * event may be older than the window, the floor stands for it
	 */
	long keyEvent(EntryKey key, long bucket) {
		LastEvents events = this.keys.get(key);
		return notForgotten((events != null) ? events.newest() : 0, bucket);
	}

	/**
	 * The newest event of one key alone before an event that this node appended, for a
	 * caller who has seen that the history is complete up to that.
	 * @param key the key
	 * @param bucket the newest event of the key's bucket before, by the store
	 * @param version the version of the own event
	 * @return the version, as {@link #keyEvent} gives it; the own version or a newer one
	 * if the key had events after it
	 */
	long keyEventBefore(EntryKey key, long bucket, long version) {
		LastEvents events = this.keys.get(key);
		return notForgotten((events != null) ? events.before(version) : 0, bucket);
	}

	/**
	 * The floor is read after the event: who no longer finds an event sees the floor that
	 * stands for it.
	 */
	private long notForgotten(long event, long bucket) {
		return Math.max(event, Math.min(bucket, this.floor));
	}

	/**
	 * Learns what this node has appended, before it is met in the log.
	 * @param append what was appended
	 * @param appended the version issued, and the clock before it
	 */
	public synchronized void learnOwn(Append append, Appended appended) {
		long version = appended.version();
		boolean expected = this.own.add(version, append);
		// A record that was met and not applied leaves the position where it was
		if (version > this.position) {
			learn(version, append.mode(), append.tags(), append.keys());
			if (appended.previous() >= this.position) {
				this.ownAfter.put(appended.previous(), version);
				raiseToken();
			}
		}
		if (expected && this.own.isFull()) {
			forgetUpTo(this.own.newest());
			this.own.keepNewestHalf();
			this.ownAfter.clear();
		}
	}

	/**
	 * Applies the record that follows the position.
	 * @param record a record whose names are all known
	 */
	public synchronized void apply(LogRecord record) {
		if (record.version() <= this.position) {
			return;
		}
		learn(record.version(), record.mode(), record.tags(), record.keys());
		this.records.add(record);
		this.bytes += bytes(record);
		met(record);
		moveTo(record.version());
		while (this.records.size() > this.maxRecords || this.bytes > this.maxBytes) {
			dropOldest();
		}
	}

	private void learn(long version, Mode mode, Collection<String> tags, Collection<EntryKey> keys) {
		this.newest = Math.max(this.newest, version);
		for (String tag : tags) {
			this.filter.raise(tag, version);
			this.tags.merge(tag, (mode == Mode.HARD) ? new TagVersion(version, 0) : new TagVersion(0, version),
					TagHistory::newer);
		}
		for (EntryKey key : keys) {
			this.filter.raise(key, version);
			this.keys.merge(key, new LastEvents(version, 0), LastEvents::merge);
		}
	}

	private static TagVersion newer(TagVersion one, TagVersion other) {
		return new TagVersion(Math.max(one.hard(), other.hard()), Math.max(one.soft(), other.soft()));
	}

	/**
	 * Takes note of a record, also of one that cannot be applied.
	 * @param record the record
	 */
	public synchronized void met(LogRecord record) {
		if (record.origin().equals(this.origin)) {
			this.own.met(record.version());
		}
	}

	private void dropOldest() {
		LogRecord oldest = this.records.remove();
		long version = oldest.version();
		this.bytes -= bytes(oldest);
		this.floor = Math.max(this.floor, version);
		for (String tag : oldest.tags()) {
			this.tags.computeIfPresent(tag, (name, known) -> without(known, version));
		}
		for (EntryKey key : oldest.keys()) {
			this.keys.computeIfPresent(key, (name, known) -> (known.newest() <= version) ? null : known);
		}
	}

	private static @Nullable TagVersion without(TagVersion known, long version) {
		TagVersion rest = new TagVersion((known.hard() > version) ? known.hard() : 0,
				(known.soft() > version) ? known.soft() : 0);
		return rest.equals(NEVER) ? null : rest;
	}

	private static long bytes(LogRecord record) {
		long bytes = RECORD_BYTES;
		for (String tag : record.tags()) {
			bytes += NAME_BYTES + 2L * tag.length();
		}
		for (EntryKey key : record.keys()) {
			bytes += NAME_BYTES + 2L * key.text().length();
		}
		return bytes;
	}

	/**
	 * Goes on after records that were missed: of what is not above this clock nothing is
	 * known, except that it has happened.
	 * @param clock the clock, not below the position
	 */
	public synchronized void gap(long clock) {
		if (clock < this.position) {
			throw new IllegalArgumentException("Versions never go back: " + clock + " after " + this.position);
		}
		this.newest = Math.max(this.newest, clock);
		forgetUpTo(clock);
		moveTo(clock);
		this.ownAfter.keySet().removeIf((previous) -> previous < clock);
	}

	private void moveTo(long version) {
		this.position = version;
		raiseToken();
	}

	private void raiseToken() {
		long current = Math.max(this.token, this.position);
		for (Long next = this.ownAfter.remove(current); next != null; next = this.ownAfter.remove(current)) {
			current = next;
		}
		this.token = current;
	}

	private void forgetUpTo(long version) {
		this.floor = Math.max(this.floor, version);
		this.records.clear();
		this.bytes = 0;
		this.tags.values().removeIf((known) -> Math.max(known.hard(), known.soft()) <= version);
		this.keys.values().removeIf((known) -> known.newest() <= version);
	}

	/**
	 * Takes note that the store lost own appends and was repaired: the repair stands for
	 * all of them up to the clock that it returned.
	 * @param repair the invalidation that repaired it, which counts as an own one
	 * @param version the version of that
	 * @param clock the clock after it
	 */
	public synchronized void repaired(Append repair, long version, long clock) {
		this.ownAfter.clear();
		this.own.forgetUpTo(clock);
		this.own.expect(version, repair);
		learn(version, repair.mode(), repair.tags(), repair.keys());
	}

	/**
	 * Own appends that the log should have shown by now and has not.
	 * @param max how many at most
	 * @return the oldest ones, with no more than {@value InvalidationLog#MAX_NAMES} names
	 */
	public synchronized List<OwnAppend> unmet(int max) {
		return this.own.upTo(this.position, max, InvalidationLog.MAX_NAMES);
	}

	/**
	 * The keys of own key events that the log has not shown.
	 * @param versions the versions of the events
	 * @return their keys, each once
	 */
	synchronized Collection<EntryKey> ownKeys(Collection<Long> versions) {
		return this.own.keys(versions);
	}

	/**
	 * Takes note that the store holds own appends.
	 * @param held which ones
	 */
	public synchronized void held(Collection<OwnAppend> held) {
		held.forEach((append) -> this.own.remove(append.version()));
	}

	/**
	 * The newest own append that the log has not shown.
	 * @return its version; zero if there is none
	 */
	public synchronized long newestOwn() {
		return this.own.newest();
	}

	/**
	 * The newest tags of the window.
	 * @param max how many at most
	 * @return their versions
	 */
	public synchronized Map<String, TagVersion> newestTags(int max) {
		Map<String, TagVersion> newestTags = new HashMap<>();
		for (var records = this.records.descendingIterator(); records.hasNext();) {
			for (String tag : records.next().tags()) {
				TagVersion version = this.tags.get(tag);
				if (version != null && newestTags.size() < max) {
					newestTags.put(tag, version);
				}
			}
			if (newestTags.size() >= max) {
				break;
			}
		}
		return newestTags;
	}

	/**
	 * Number of records in the window.
	 * @return how many
	 */
	public synchronized int size() {
		return this.records.size();
	}

	/**
	 * Number of things that it holds, whatever they are for. All of them are bounded.
	 * @return how many
	 */
	synchronized int objects() {
		return this.tags.size() + this.keys.size() + this.records.size() + this.ownAfter.size() + this.own.size()
				+ this.own.names();
	}

	/**
	 * Bytes of the window, by estimate.
	 * @return how many
	 */
	public synchronized long bytes() {
		return this.bytes;
	}

}
