package io.github.taggedcache.core.judge;

/**
 * Versions of tags and keys, by which a value can be judged. A tag history knows the
 * versions of its window, an observation those that the store was asked for.
 * <p>
 * A caller that concludes from a verdict up to when the verdict holds reads
 * {@link #position()} before it asks for the verdict.
 */
public interface KnownVersions {

	/**
	 * The newest version up to which every invalidation is known.
	 * @return the version up to which a verdict holds that is given after this call
	 */
	long position();

	/**
	 * The load token of a load that begins after this call.
	 * @return the newest version up to which every invalidation is known, those included
	 * that this node made itself
	 */
	long token();

	/**
	 * Judges what a value claims.
	 * @param claim the claim
	 * @return the verdict
	 */
	Verdict judge(Claim claim);

	/**
	 * Since when a value has been stale by these versions. Of several soft invalidations
	 * of one tag the newest counts.
	 * @param claim what was found {@link Verdict#STALE}
	 * @return the oldest soft version that is newer than the claim;
	 * {@link Long#MAX_VALUE} if there is none
	 */
	long staleSince(Claim claim);

	/**
	 * Judges an entry that is judged again and again, and confirms the entry if it is
	 * valid. Allocates nothing.
	 * @param entry the entry
	 * @return the verdict
	 */
	Verdict judge(Judged entry);

}
