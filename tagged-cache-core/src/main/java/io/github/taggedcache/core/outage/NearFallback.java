package io.github.taggedcache.core.outage;

import java.time.Duration;
import java.util.Collection;

import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.judge.Judged;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;

/**
 * Says whether a near entry may be served although nobody can prove that the entry is
 * still current: the store has failed the read, and the node is not caught up.
 * <p>
 * Such an entry may be older than an invalidation of another node that this node has not
 * heard of. It is never older than an invalidation that this node knows: one that the tag
 * history has, one that waits to be recorded, or one that failed on this node since the
 * store last answered. A strict node serves no such entry. Thread safe.
 */
public final class NearFallback {

	private final Node node;

	private final long serveNearNanos;

	private final FailedNames failed = new FailedNames();

	/**
	 * Creates the fallback of a node.
	 * @param node the node
	 * @param serveNearFor how long after the last proof of being caught up near entries
	 * are served that cannot be proven; zero for never
	 */
	public NearFallback(Node node, Duration serveNearFor) {
		this.node = node;
		this.serveNearNanos = OutageSettings.requireServeNearFor(serveNearFor).toNanos();
		CatchUp catchUp = node.catchUp();
		if (this.serveNearNanos > 0 && catchUp != null) {
			catchUp.onAnswer(this.failed::clear);
		}
	}

	/**
	 * A fallback that serves nothing.
	 * @param node the node
	 * @return the fallback
	 */
	public static NearFallback none(Node node) {
		return new NearFallback(node, Duration.ZERO);
	}

	/**
	 * Takes note of an invalidation that failed: its caller was told, and nobody records
	 * it.
	 * @param tags its tags
	 * @param keys its keys
	 */
	public void failed(Collection<String> tags, Collection<EntryKey> keys) {
		if (this.serveNearNanos > 0) {
			this.failed.add(tags, keys);
		}
	}

	/**
	 * Whether an entry may be served for which the store was asked in vain. Names that
	 * wait are looked at before the history: an invalidation is in the history before its
	 * names wait no longer.
	 * @param entry the entry
	 * @return whether the last proof is young enough, and this node knows of nothing that
	 * happened to the entry
	 */
	public boolean serves(Judged entry) {
		TagHistory history = this.node.history();
		CatchUp proof = this.node.catchUp();
		if (this.serveNearNanos == 0 || this.node.isStrict() || history == null || proof == null) {
			return false;
		}
		return proof.wasProvenWithin(this.serveNearNanos) && !this.node.holds(entry.tags(), entry.key())
				&& !this.failed.contain(entry.tags(), entry.key()) && history.judge(entry) == Verdict.VALID;
	}

}
