package io.github.taggedcache.core.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.OwnAppend;

/**
 * The appends of this node that the node has not met in the log yet. The log may show a
 * record before the answer of its append arrives; such an append is not expected any
 * more. Guarded by the monitor of the history.
 */
final class OwnAppends {

	private static final int MAX_EXPECTED = 10_000;

	private static final int MAX_NAMES = 100_000;

	private static final int MAX_EARLY = 1000;

	private final TreeMap<Long, Expected> expected = new TreeMap<>();

	/** Versions of records that were met before the answers of their appends. */
	private final Set<Long> early = new LinkedHashSet<>();

	/** Number of names of all expected appends. */
	private int names;

	/**
	 * Takes note of an append.
	 * @return false if its record has been met already
	 */
	boolean add(long version, Append append) {
		if (this.early.remove(version)) {
			return false;
		}
		expect(version, append);
		return true;
	}

	void expect(long version, Append append) {
		int size = append.tags().size() + append.keys().size();
		Expected old = this.expected.put(version,
				new Expected(new OwnAppend(version, append.mode(), append.tags()), append.keys(), size));
		this.names += size - ((old != null) ? old.names : 0);
	}

	/**
	 * A record with the names of the append that it is a record of, so that the memory
	 * does not hold them twice.
	 * @return the record itself, if it is of another append
	 */
	LogRecord share(LogRecord record) {
		Expected own = this.expected.get(record.version());
		if (own == null || !own.append.tags().equals(record.tags()) || !own.keys.equals(record.keys())) {
			return record;
		}
		return new LogRecord(record.version(), record.previous(), record.kind(), record.mode(), own.append.tags(),
				own.keys, record.origin(), record.put());
	}

	void met(long version) {
		if (!remove(version)) {
			this.early.add(version);
			if (this.early.size() > MAX_EARLY) {
				this.early.remove(this.early.iterator().next());
			}
		}
	}

	boolean remove(long version) {
		Expected removed = this.expected.remove(version);
		this.names -= (removed != null) ? removed.names : 0;
		return removed != null;
	}

	void forgetUpTo(long version) {
		while (!this.expected.isEmpty() && this.expected.firstKey() <= version) {
			remove(this.expected.firstKey());
		}
	}

	/**
	 * Whether the expected appends, or their names, are more than their memory is worth.
	 */
	boolean isFull() {
		return this.expected.size() > MAX_EXPECTED || this.names > MAX_NAMES;
	}

	void keepNewestHalf() {
		while (this.expected.size() > MAX_EXPECTED / 2 || this.names > MAX_NAMES / 2) {
			remove(this.expected.firstKey());
		}
	}

	/**
	 * The oldest expected appends up to a version: at least one if there is one, and no
	 * more than the two bounds allow.
	 */
	List<OwnAppend> upTo(long version, int max, int maxNames) {
		List<OwnAppend> oldest = new ArrayList<>();
		int sum = 0;
		for (Expected next : this.expected.headMap(version, true).values()) {
			sum += next.names;
			if (!oldest.isEmpty() && (oldest.size() == max || sum > maxNames)) {
				break;
			}
			oldest.add(next.append);
		}
		return oldest;
	}

	Set<EntryKey> keys(Collection<Long> versions) {
		Set<EntryKey> keys = new LinkedHashSet<>();
		for (long version : versions) {
			Expected event = this.expected.get(version);
			if (event != null) {
				keys.addAll(event.keys);
			}
		}
		return keys;
	}

	int size() {
		return this.expected.size();
	}

	int names() {
		return this.names;
	}

	/**
	 * The oldest expected append above a version.
	 * @return its version; {@link Long#MAX_VALUE} if there is none
	 */
	long oldestAbove(long version) {
		Long oldest = this.expected.higherKey(version);
		return (oldest != null) ? oldest : Long.MAX_VALUE;
	}

	long newest() {
		return this.expected.isEmpty() ? 0 : this.expected.lastKey();
	}

	/**
	 * An append that the log has yet to show.
	 *
	 * @param append what the store is asked about
	 * @param keys the keys of a key event
	 * @param names number of its tags and keys
	 */
	private record Expected(OwnAppend append, List<EntryKey> keys, int names) {

	}

}
