package io.github.taggedcache.model;

import java.util.HashSet;
import java.util.Set;

import io.github.taggedcache.core.store.Mode;
import org.jspecify.annotations.Nullable;

/**
 * An invalidation that the store has recorded, or put or evict, and who must honour it by
 * now.
 */
final class Change {

	private final Set<String> names;

	private final Mode mode;

	private final long version;

	private final long commit;

	private final long appendedAt;

	/** Those that made it, or whose position has passed it. */
	private final Set<ModelNode> known = new HashSet<>();

	private boolean returned;

	private boolean lost;

	private long madeAgainAt;

	private final Set<ModelNode> madeAgainBy = new HashSet<>();

	/** The node on which it waits to be recorded. */
	private @Nullable ModelNode waitsOn;

	/** The names of it that are not recorded. */
	private final Set<String> unrecorded = new HashSet<>();

	private boolean waited;

	/**
	 * Creates a change.
	 * @param names what it names in the log
	 * @param mode hard or soft
	 * @param version its version
	 * @param commit the commit that it was made for
	 * @param appendedAt when, in ms of the run
	 */
	Change(Set<String> names, Mode mode, long version, long commit, long appendedAt) {
		this.names = names;
		this.mode = mode;
		this.version = version;
		this.commit = commit;
		this.appendedAt = appendedAt;
	}

	/**
	 * A change that the store has not recorded yet, and that binds one node alone.
	 * @param names what it will name in the log
	 * @param mode hard or soft
	 * @param commit the commit that it was made for
	 * @param node the node on which it waits
	 */
	static Change waiting(Set<String> names, Mode mode, long commit, ModelNode node) {
		Change change = new Change(names, mode, Long.MAX_VALUE, commit, Long.MAX_VALUE);
		change.waitsOn = node;
		change.unrecorded.addAll(names);
		return change;
	}

	/**
	 * Takes note of an append.
	 * @return whether the node on which this change waits has appended all its names
	 */
	boolean isRecordedBy(String origin, Set<String> appended) {
		if (this.waitsOn == null || !this.waitsOn.node().origin().equals(origin)) {
			return false;
		}
		this.unrecorded.removeAll(appended);
		return this.unrecorded.isEmpty();
	}

	/**
	 * Whether a call has made it at once for a commit of its own. What has waited stands
	 * for the newest commit of that time, which is that of another call.
	 */
	boolean isMadeFor(long ofCall) {
		return this.commit == ofCall && !this.waited;
	}

	/**
	 * The store has recorded it. The recorded change binds whom any change binds.
	 * @return the change with its version
	 */
	Change recorded(long recordedVersion, long now) {
		Change recorded = new Change(this.names, this.mode, recordedVersion, this.commit, now);
		recorded.waited = true;
		if (this.waitsOn != null) {
			recorded.returned(this.waitsOn);
		}
		this.waitsOn = null;
		this.lost = true;
		return recorded;
	}

	Set<String> names() {
		return this.names;
	}

	boolean isHard() {
		return this.mode == Mode.HARD;
	}

	long version() {
		return this.version;
	}

	long commit() {
		return this.commit;
	}

	boolean isLost() {
		return this.lost;
	}

	boolean isKnownBy(ModelNode node) {
		return this.known.contains(node);
	}

	void returned(ModelNode node) {
		this.returned = true;
		this.known.add(node);
	}

	/**
	 * A node's position went past it.
	 */
	void passed(ModelNode node) {
		if (!this.lost) {
			this.known.add(node);
		}
	}

	/**
	 * The store does not know of it any more, and nobody has to until somebody who knows
	 * has seen so.
	 */
	void lose() {
		this.lost = true;
	}

	/**
	 * What had been done about its loss is lost as well, unless it came before a time.
	 */
	void loseRepairSince(long time) {
		if (this.madeAgainAt >= time) {
			this.madeAgainAt = 0;
			this.madeAgainBy.clear();
		}
	}

	/**
	 * A node that knew of it has compared what it knows with what the store knows: from
	 * here on it is as if that node had made it now.
	 */
	void madeAgain(ModelNode node, long now) {
		if (this.madeAgainAt == 0) {
			this.madeAgainAt = now;
		}
		this.madeAgainBy.add(node);
	}

	/**
	 * Whether a read that begins on a node must reflect it.
	 */
	boolean binds(ModelNode node, Scenario scenario, long now) {
		if (this.version == Long.MAX_VALUE) {
			return this.waitsOn == node;
		}
		if (!scenario.isBounded()) {
			return this.lost ? this.madeAgainAt > 0 : this.returned;
		}
		long maxStaleness = scenario.guards().servesUnproven() ? Long.MAX_VALUE : scenario.maxStaleness().toMillis();
		if (this.lost) {
			return this.madeAgainAt > 0 && (this.madeAgainBy.contains(node) || now - this.madeAgainAt > maxStaleness);
		}
		return this.known.contains(node) || now - this.appendedAt > maxStaleness;
	}

	@Override
	public String toString() {
		return this.mode + " version " + this.version + " of " + this.names + " for commit " + this.commit + " at "
				+ this.appendedAt + (this.lost ? ", lost and made again at " + this.madeAgainAt : "");
	}

}
