package io.github.taggedcache.audit;

/**
 * How an audit ended.
 */
public enum AuditOutcome {

	/** The method returned what the cache held. */
	SAME,

	/** Twice, the method returned something else. */
	STALE,

	/** The entry was replaced, invalidated or gone before the second look. */
	CHANGED,

	/** The method or the store failed. */
	FAILED,

	/** Too many audits were waiting. */
	DROPPED

}
