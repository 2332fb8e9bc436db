package io.github.taggedcache.core.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.Judged;
import io.github.taggedcache.core.judge.KnownVersions;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyBucket;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.OwnAppend;
import io.github.taggedcache.core.store.PutCheck;
import io.github.taggedcache.core.store.TagVersion;
import org.jspecify.annotations.Nullable;

/**
 * What one node knows of the invalidation log, and the verdict on entries by that.
 */
public final class TagHistory implements KnownVersions {

	/*-
	 * What is known
	 * -------------
	 * The window is the versions (floor, position]. The history knows the names of each
	 * invalidation in the window: the newest hard and soft version of each tag, and the
	 * last two events of each key. Beyond the position, the history knows the appends of
	 * its own node, because an invalidation is honoured at once on the node that made it.
	 * Of the versions up to the floor, the history knows nothing.
	 *
	 * Judging
	 * -------
	 * An entry claims to be current up to a version c. The entry is valid if c is not
	 * below the floor, and if neither a tag nor the key of the entry has a version above
	 * c. Three steps find that out, the cheapest one first. The first step that answers
	 * ends the search.
	 *
	 * 1. If c is not below the newest version of any name, nothing has happened since c.
	 *    This is the common case. It costs one comparison.
	 * 2. If the filter shows no version above c in the slots of the entry's names, nothing
	 *    has happened to these names.
	 * 3. Each tag and the key are looked up.
	 *
	 * The verdict VALID raises c to the position, so that step 1 answers the next time.
	 *
	 * Order of reads and writes
	 * -------------------------
	 * Readers take no lock. Writers hold the monitor of the history.
	 *
	 *     a reader reads          newest, position, filter or names, floor
	 *     a record publishes      newest, filter, names, position
	 *     a removal publishes     floor, then takes names away
	 *     a gap publishes         newest, floor, takes names away, position
	 *
	 * A reader that sees a position finds the names of every record up to that position.
	 * So the reader may confirm an entry up to the position that was read before the
	 * names. A reader that misses a removed name is certain to see the raised floor. A
	 * reader that has seen any part of a record or of a gap also sees the raised newest
	 * version, and does not stop at step 1.
	 *
	 * Load tokens
	 * -----------
	 * A load token may be newer than the position: it goes on through own appends that
	 * follow each other without a hole (OwnChain), because nothing is unknown there.
	 * Without the chain, a load right after an invalidation by the same node would not be
	 * stored.
	 *
	 * Keys of one bucket
	 * ------------------
	 * The store knows the newest event of a bucket, and many keys share a bucket. If the
	 * history ends at the clock of the store's answer, the history knows the newest event
	 * of the key alone. The history keeps the last two events of each key: the newest one
	 * may be the node's own event, and the caller asks for the event before.
	 *
	 * Own appends that the log has passed over
	 * ----------------------------------------
	 * The log shows records in the order of their versions. If the position reaches or
	 * passes the version of an own append, and the log has not shown its record, the
	 * append may be lost: a new master may not have it. Until a beat finds out, the store
	 * may issue versions below the lost one, and what is as of the lost one would hide
	 * them. So nothing that the store answers counts as current up to such a version
	 * (reliableUpTo), until the record is met, or the store is found to hold the append.
	 * The versions up to the floor are left out: nobody can tell which of their records
	 * the log has shown.
	 *
	 * Bounds
	 * ------
	 * The window is bounded in records and in bytes. Own appends that the log has not
	 * shown are bounded too. If they are too many, the floor rises above the position, and
	 * the history knows nothing until the log has caught up with the floor.
	 *
	 * Decisions that look like bugs and are none
	 * ------------------------------------------
	 * - judge(entry) reads the position before the names. Read after them, the position
	 *   could confirm the entry up to a record whose names the reader did not see.
	 * - judge(...) compares with the floor last, although an early comparison would save
	 *   lookups. A floor that was read first may be older than the removal of a name.
	 * - A verdict VALID confirms up to the position, not up to the newest own append. What
	 *   other nodes appended before the own append is not known yet.
	 * - Two readers may confirm an entry out of order. The lower version that stays costs
	 *   another look.
	 * - The filter and the newest version never go down. They cost a look, never a wrong
	 *   verdict.
	 * - The names of an own append are learned twice, from the answer and from the log.
	 *   Learning is idempotent, and the answer may come before or after the record.
	 * - endsAt(version) compares for equality. A version in between proves nothing: a
	 *   store that went back unnoticed may have issued other versions there.
	 * - A gap leaves names above its clock. They are own appends, and still hold.
	 */

	private final String origin;

	private final KnownNames names = new KnownNames();

	private final Window window;

	private final OwnAppends own = new OwnAppends();

	private final SharedTexts texts = new SharedTexts();

	private final OwnChain chain = new OwnChain();

	private volatile long floor;

	private volatile long position;

	private volatile long newest;

	/** The oldest own append that the log has passed over, if there is one. */
	private volatile long passedOver = Long.MAX_VALUE;

	/**
	 * Creates a history that knows nothing.
	 * @param origin the node's id in the records that the node appends
	 * @param maxRecords most records of the window
	 * @param maxBytes most bytes of the window, by estimate
	 */
	public TagHistory(String origin, int maxRecords, long maxBytes) {
		this.origin = origin;
		this.window = new Window(maxRecords, maxBytes);
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
		return this.chain.token();
	}

	/**
	 * The version up to which nothing is known.
	 * @return the version
	 */
	public long floor() {
		return this.floor;
	}

	/**
	 * Judges an entry, and confirms the entry if it is valid. Allocates nothing, unless a
	 * name in one of the slots of the entry may have changed.
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

	@Override
	public long staleSince(Claim claim) {
		long since = Long.MAX_VALUE;
		for (String tag : claim.tags()) {
			TagVersion version = this.names.tag(tag);
			if (version != null && version.soft() > claim.asOf()) {
				since = Math.min(since, version.soft());
			}
		}
		return since;
	}

	private boolean isUntouched(Judged entry, long confirmed) {
		return !this.names.mayExceed(entry.slots(), confirmed) && confirmed >= this.floor;
	}

	/**
	 * Judges what claims to be current. A caller that wants to know up to which version
	 * the verdict holds reads the position before this call.
	 * @param key its key
	 * @param tags its tags, implicit ones included; a list with fast access by index
	 * @param asOf version up to which it is current for its tags
	 * @param written version that key events are judged against, or a put
	 * @return the verdict
	 */
	public Verdict judge(EntryKey key, List<String> tags, long asOf, long written) {
		if (PutCheck.isPut(written)) {
			return judgeBesideEvent(key, tags, asOf, written);
		}
		boolean stale = false;
		for (int i = 0; i < tags.size(); i++) {
			TagVersion version = this.names.tag(tags.get(i));
			if (version != null) {
				if (version.hard() > asOf) {
					return Verdict.INVALID_BY_TAG;
				}
				stale |= version.soft() > asOf;
			}
		}
		LastEvents keyEvents = this.names.key(key);
		if (keyEvents != null && keyEvents.newest() > written) {
			return Verdict.INVALID_BY_KEY;
		}
		if (Math.min(asOf, written) < this.floor) {
			return Verdict.UNKNOWN;
		}
		return stale ? Verdict.STALE : Verdict.VALID;
	}

	/**
	 * Whether the window has nothing of a tag. The caller reads the floor after this.
	 * @param tag the tag
	 * @return whether the tag was not invalidated after the floor, as far as is known
	 */
	boolean isUntouched(String tag) {
		return this.names.tag(tag) == null;
	}

	/**
	 * The same for a bucket. A bucket may count as touched because another one was.
	 * @param bucket the bucket
	 * @return whether no key of the bucket had an event after the floor, as far as is
	 * known
	 */
	boolean isUntouched(KeyBucket bucket) {
		return !this.names.mayExceed(bucket, this.floor);
	}

	/**
	 * Judges an entry that was sent beside its key event: as if written by that event,
	 * and as of it, if the event is the newest one of the key.
	 */
	private Verdict judgeBesideEvent(EntryKey key, List<String> tags, long asOf, long put) {
		LastEvents events = this.names.key(key);
		if (events != null && PutCheck.isOf(put, events.put())) {
			return judge(key, tags, Math.max(asOf, events.newest()), events.newest());
		}
		return (events != null && events.newest() > asOf) ? Verdict.INVALID_BY_KEY : Verdict.UNKNOWN;
	}

	/**
	 * Whether the history is complete up to a version, and that version is the last one
	 * of those up to which the history is complete.
	 * @param version a version that the store named
	 * @return whether nothing is unknown up to there, and nothing known beyond
	 */
	public boolean endsAt(long version) {
		return version == this.chain.token() || version == this.position;
	}

	/**
	 * Whether the history ends at the clock that the store named, or did when the store
	 * was asked.
	 * @param clock the clock
	 * @param sent the token of the history when the store was asked
	 */
	boolean endsAt(long clock, long sent) {
		return clock == sent || endsAt(clock);
	}

	/**
	 * What has happened to names after a version. The caller has seen that the history
	 * ends at the clock of the store. The floor is read after the names: a reader that
	 * misses a removed name is certain to see the raised floor.
	 * @param since the version
	 * @param clock the clock of the store, as far as it may be relied on
	 * @param tags the tags
	 * @param keys the keys
	 * @return the versions as the store would tell them that knows keys apart, the floor
	 * standing for what is older; null if the floor is above that version
	 */
	@Nullable Observation versionsSince(long since, long clock, Collection<String> tags, List<EntryKey> keys) {
		Map<String, TagVersion> versions = new HashMap<>();
		tags.forEach((tag) -> versions.put(tag, Objects.requireNonNullElse(this.names.tag(tag), KnownNames.NEVER)));
		Map<EntryKey, Long> events = new HashMap<>();
		Map<EntryKey, Long> puts = new HashMap<>();
		for (EntryKey key : keys) {
			LastEvents known = this.names.key(key);
			events.put(key, (known != null) ? known.newest() : 0);
			puts.put(key, (known != null) ? known.put() : 0);
		}
		long forgotten = this.floor;
		versions.replaceAll((tag, known) -> new TagVersion(Math.max(known.hard(), forgotten), known.soft()));
		events.replaceAll((key, event) -> Math.max(event, forgotten));
		return (forgotten <= since) ? new Observation(clock, versions, events, puts) : null;
	}

	/**
	 * The newest event of one key alone. The caller has seen that the history ends at the
	 * clock at which the store named the bucket's version.
	 * @param key the key
	 * @param bucket the newest event of the key's bucket, by the store
	 * @return the version, not above the bucket's unless the store lost the event. If the
	 * event may be older than the window, the floor stands for the event
	 */
	long keyEvent(EntryKey key, long bucket) {
		LastEvents events = this.names.key(key);
		return notForgotten((events != null) ? events.newest() : 0, bucket);
	}

	/**
	 * The put that made the newest event of a key.
	 * @param key the key
	 * @param event the version of that event
	 * @return the id of the put; zero if no put made the event, or the history does not
	 * know the event
	 */
	long put(EntryKey key, long event) {
		LastEvents events = this.names.key(key);
		return (events != null && events.newest() == event) ? events.put() : 0;
	}

	/**
	 * The newest event of one key alone before an event that this node appended. The
	 * caller has seen that the history is complete up to that append.
	 * @param key the key
	 * @param bucket the newest event of the key's bucket before the append, by the store
	 * @param version the version of the own event
	 * @return the version, as {@link #keyEvent} gives it; the own version or a newer one
	 * if the key had events after it
	 */
	long keyEventBefore(EntryKey key, long bucket, long version) {
		LastEvents events = this.names.key(key);
		return notForgotten((events != null) ? events.before(version) : 0, bucket);
	}

	/**
	 * The floor is read after the event: a reader that misses a removed event is certain
	 * to see the raised floor.
	 */
	private long notForgotten(long event, long bucket) {
		return Math.max(event, Math.min(bucket, this.floor));
	}

	/**
	 * Learns what this node has appended, before the log shows the record.
	 * @param append what was appended
	 * @param appended the version issued, and the clock before it
	 */
	public synchronized void learnOwn(Append append, Appended appended) {
		long version = appended.version();
		boolean expected = this.own.add(version, append);
		// A record that was met and not applied leaves the position where it was
		if (version > this.position) {
			publishNewest(version);
			this.names.learn(version, append.mode(), append.tags(), append.keys(), appended.put());
			// Of the time before the first record that was read nothing is known
			if (this.position > 0 && appended.previous() >= this.position) {
				this.chain.add(appended.previous(), version, this.position);
			}
		}
		if (expected && this.own.isFull()) {
			forgetUpTo(this.own.newest());
			this.own.keepNewestHalf();
			this.chain.clear();
		}
		notePassedOver(this.position);
	}

	/**
	 * Applies the record that follows the position.
	 * @param record a record whose names are all known
	 */
	public synchronized void apply(LogRecord record) {
		if (record.version() <= this.position) {
			return;
		}
		LogRecord kept = this.own.share(this.texts.share(record));
		publishNewest(kept.version());
		this.names.learn(kept.version(), kept.mode(), kept.tags(), kept.keys(), kept.put());
		this.window.add(kept);
		met(kept);
		moveTo(kept.version());
		while (this.window.isOverfull()) {
			LogRecord oldest = this.window.removeOldest();
			this.floor = Math.max(this.floor, oldest.version());
			this.names.forget(oldest);
		}
	}

	/**
	 * Takes note of a record, also of a record that cannot be applied.
	 * @param record the record
	 */
	public synchronized void met(LogRecord record) {
		if (record.origin().equals(this.origin)) {
			this.own.met(record.version());
			notePassedOver(this.position);
		}
	}

	/**
	 * Goes on after records that were missed. Of the versions up to the clock nothing is
	 * known any more, except that something happened.
	 * @param clock the clock, not below the position
	 */
	public synchronized void gap(long clock) {
		if (clock < this.position) {
			throw new IllegalArgumentException("Versions never go back: " + clock + " after " + this.position);
		}
		publishNewest(clock);
		forgetUpTo(clock);
		moveTo(clock);
		this.chain.dropBefore(clock);
	}

	private void publishNewest(long version) {
		this.newest = Math.max(this.newest, version);
	}

	/**
	 * A reader that sees a position also sees what was passed over up to there.
	 */
	private void moveTo(long version) {
		notePassedOver(version);
		this.position = version;
		this.chain.follow(version);
	}

	/**
	 * Of the versions up to the floor nobody can tell whether the log has shown them.
	 */
	private void notePassedOver(long upTo) {
		long oldest = this.own.oldestAbove(this.floor);
		this.passedOver = (oldest <= upTo) ? oldest : Long.MAX_VALUE;
	}

	/**
	 * Up to where an answer of the store may be relied on. An own append that the log has
	 * passed over may be lost, by a fail-over that no beat has noticed yet. The new
	 * master may have issued lower versions since, of which nothing knows that is as of
	 * the lost one.
	 * @param clock the clock of the answer
	 * @return the clock, or the version before the oldest append that was passed over
	 */
	public long reliableUpTo(long clock) {
		return Math.min(clock, this.passedOver - 1);
	}

	private void forgetUpTo(long version) {
		this.floor = Math.max(this.floor, version);
		this.window.clear();
		this.names.forgetUpTo(version);
	}

	/**
	 * Takes note that the store lost own appends and was repaired: the repair stands for
	 * all own appends up to the clock that the repair returned.
	 * @param repair the invalidation that repaired the store, which counts as an own one
	 * @param version the version of the repair
	 * @param clock the clock after the repair
	 */
	public synchronized void repaired(Append repair, long version, long clock) {
		this.chain.clear();
		this.own.forgetUpTo(clock);
		this.own.expect(version, repair);
		notePassedOver(this.position);
		publishNewest(version);
		this.names.learn(version, repair.mode(), repair.tags(), repair.keys(), 0);
	}

	/**
	 * Own appends that the log should have shown by now and has not.
	 * @param max how many at most
	 * @return the oldest ones, with no more than
	 * {@value InvalidationLog#OBSERVED_AT_ONCE} names
	 */
	public synchronized List<OwnAppend> unmet(int max) {
		return this.own.upTo(this.position, max, InvalidationLog.OBSERVED_AT_ONCE);
	}

	/**
	 * The keys of own key events that the log has not shown.
	 * @param versions the versions of the events
	 * @return their keys, each once
	 */
	public synchronized Collection<EntryKey> ownKeys(Collection<Long> versions) {
		return this.own.keys(versions);
	}

	/**
	 * Takes note that the store holds own appends.
	 * @param held the appends that the store holds
	 */
	public synchronized void held(Collection<OwnAppend> held) {
		held.forEach((append) -> this.own.remove(append.version()));
		notePassedOver(this.position);
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
		Iterator<LogRecord> records = this.window.newestFirst();
		while (records.hasNext() && newestTags.size() < max) {
			for (String tag : records.next().tags()) {
				TagVersion version = this.names.tag(tag);
				if (version != null && newestTags.size() < max) {
					newestTags.put(tag, version);
				}
			}
		}
		return newestTags;
	}

	/**
	 * The newest records of the window.
	 * @param max how many at most
	 * @return the records, newest first; without own appends that the log has not shown
	 */
	public synchronized List<LogRecord> newestRecords(int max) {
		List<LogRecord> newestRecords = new ArrayList<>();
		Iterator<LogRecord> records = this.window.newestFirst();
		while (records.hasNext() && newestRecords.size() < max) {
			newestRecords.add(records.next());
		}
		return newestRecords;
	}

	/**
	 * Number of records in the window.
	 * @return how many
	 */
	public synchronized int size() {
		return this.window.size();
	}

	/**
	 * Number of things that the history holds, whatever they are for. All of them are
	 * bounded.
	 * @return how many
	 */
	synchronized int objects() {
		return this.names.size() + this.window.size() + this.chain.size() + this.own.size() + this.own.names();
	}

	/**
	 * Bytes of the window, by estimate.
	 * @return how many
	 */
	public synchronized long bytes() {
		return this.window.bytes();
	}

}
