package io.github.taggedcache.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.model.Data.Item;
import org.jspecify.annotations.Nullable;

/**
 * What is true whatever the cache says: the database, a counter of commits, and what the
 * store has recorded. Sees that no read returns a value that is older than a change that
 * bound it when it began.
 * <p>
 * Strict: a change binds every read when it has returned to its caller. Bounded: it binds
 * the reads of the node that made it when it has returned there, those of others when
 * their position has passed it, and everybody when {@code max-staleness} has gone by
 * since the store recorded it.
 * <p>
 * A stale value that is served reflects the hard ones among them. A near entry that is
 * served without proof reflects what its node did, applied, or holds.
 */
final class Facts {

	private final Scenario scenario;

	private long commits;

	private long now;

	private final List<Change> changes = new ArrayList<>();

	/** Changes that wait to be recorded. */
	private final List<Change> waiting = new ArrayList<>();

	/** Values that were put as current at a later commit than they were made by. */
	private final Map<Long, Long> currentAt = new HashMap<>();

	private int saved;

	private long savedAt;

	private @Nullable Throwable violation;

	Facts(Scenario scenario) {
		this.scenario = scenario;
	}

	void time(long millis) {
		this.now = millis;
	}

	long commit() {
		return ++this.commits;
	}

	long read() {
		return this.commits;
	}

	/**
	 * An explicit put without a token says that its value is current at this moment.
	 */
	void declareCurrent(long value) {
		this.currentAt.put(value, this.commits);
	}

	/**
	 * The store has recorded a change.
	 */
	void appended(Append append, long version, long commit) {
		this.changes.add(new Change(names(append), append.mode(), version, commit, this.now));
	}

	/**
	 * A change waits on a node to be recorded. What is committed by now has nothing older
	 * with these names.
	 */
	void waits(ModelNode node, Collection<String> names, Mode mode) {
		this.waiting.add(Change.waiting(Set.copyOf(names), mode, this.commits, node));
	}

	/**
	 * The store has recorded what may have waited on a node.
	 */
	void appendedLater(Append append, long version) {
		Set<String> names = names(append);
		for (Change change : List.copyOf(this.waiting)) {
			if (change.isRecordedBy(append.origin(), names)) {
				this.waiting.remove(change);
				this.changes.add(change.recorded(version, this.now));
			}
		}
	}

	private static Set<String> names(Append append) {
		Set<String> names = new HashSet<>(append.tags());
		append.keys().stream().map(EntryKey::logName).forEach(names::add);
		return names;
	}

	/**
	 * A change has returned to its caller.
	 */
	void returned(ModelNode node, long commit) {
		this.changes.stream().filter((change) -> change.isMadeFor(commit)).forEach((change) -> change.returned(node));
	}

	/**
	 * A node's history has got to a position.
	 */
	void passed(ModelNode node, long position) {
		this.changes.stream().filter((change) -> change.version() <= position).forEach((change) -> change.passed(node));
	}

	List<Change> knownBy(ModelNode node) {
		return this.changes.stream().filter((change) -> change.isKnownBy(node)).toList();
	}

	/**
	 * A node has a proof by a beat that the store answered when these were lost.
	 */
	void madeAgain(ModelNode node, Collection<Change> lost) {
		lost.forEach((change) -> change.madeAgain(node, this.now));
	}

	/**
	 * This state of the store may come back.
	 */
	void saved() {
		this.saved = this.changes.size();
		this.savedAt = this.now;
	}

	void wentBack() {
		this.changes.subList(this.saved, this.changes.size()).forEach(Change::lose);
		this.changes.forEach((change) -> change.loseRepairSince(this.savedAt));
	}

	/**
	 * A read begins.
	 * @return what it must reflect
	 */
	List<Change> mustReflect(ModelNode node) {
		return Stream.concat(this.changes.stream(), this.waiting.stream())
			.filter((change) -> change.binds(node, this.scenario, this.now))
			.toList();
	}

	/**
	 * What a read must reflect that may be served a stale value.
	 */
	static List<Change> hard(List<Change> mustReflect) {
		return mustReflect.stream().filter(Change::isHard).toList();
	}

	/**
	 * A read has returned a value.
	 */
	void check(ModelNode node, String reader, Item item, long value, List<Change> mustReflect) {
		long current = this.currentAt.getOrDefault(value, value);
		List<String> names = item.names(value);
		for (Change change : mustReflect) {
			if (current < change.commit() && names.stream().anyMatch(change.names()::contains)
					&& (!change.isLost() || change.binds(node, this.scenario, this.now))) {
				violated(new AssertionError("%s on %s of %s returned %d, but %s bound it when it began"
					.formatted(reader, node, item.key().text(), value, change)));
			}
		}
	}

	void violated(Throwable violation) {
		if (this.violation == null) {
			this.violation = violation;
		}
	}

	@Nullable Throwable violation() {
		return this.violation;
	}

}
