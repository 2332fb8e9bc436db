package io.github.taggedcache.core.node;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.OwnAppend;

/**
 * The appends of this node that it has not met in the log yet. The log may show one
 * before its answer arrives; such a one is expected no more.
 */
final class OwnAppends {

	private static final int MAX_EARLY = 1000;

	private final TreeMap<Long, OwnAppend> expected = new TreeMap<>();

	private final Set<Long> early = new LinkedHashSet<>();

	/**
	 * Takes note of an append.
	 * @return false if it has been met already
	 */
	boolean add(long version, Append append) {
		if (this.early.remove(version)) {
			return false;
		}
		expect(version, append);
		return true;
	}

	void expect(long version, Append append) {
		this.expected.put(version, new OwnAppend(version, append.mode(), append.tags()));
	}

	void met(long version) {
		if (this.expected.remove(version) == null) {
			this.early.add(version);
			if (this.early.size() > MAX_EARLY) {
				this.early.remove(this.early.iterator().next());
			}
		}
	}

	void remove(long version) {
		this.expected.remove(version);
	}

	void forgetUpTo(long version) {
		this.expected.headMap(version, true).clear();
	}

	void keepNewest(int count) {
		while (this.expected.size() > count) {
			this.expected.pollFirstEntry();
		}
	}

	List<OwnAppend> upTo(long version, int max) {
		List<OwnAppend> oldest = new ArrayList<>();
		for (Map.Entry<Long, OwnAppend> append : this.expected.headMap(version, true).entrySet()) {
			if (oldest.size() == max) {
				break;
			}
			oldest.add(append.getValue());
		}
		return oldest;
	}

	int size() {
		return this.expected.size();
	}

	long newest() {
		return this.expected.isEmpty() ? 0 : this.expected.lastKey();
	}

}
