package io.github.taggedcache.data.jpa.load;

import org.hibernate.CacheMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Reads that Hibernate's second-level cache does not answer. It may be a local one, which
 * does not hear of what another instance commits: a value made of it would be stale, and
 * nothing would be left to invalidate it.
 */
final class DatabaseReads {

	private DatabaseReads() {
	}

	/**
	 * Runs a read. What comes from the database refreshes the second-level cache where
	 * the session lets reads put anything there.
	 */
	static void run(SharedSessionContractImplementor session, Runnable read) {
		CacheMode mode = session.getCacheMode();
		if (!mode.isGetEnabled()) {
			read.run();
			return;
		}
		session.setCacheMode(mode.isPutEnabled() ? CacheMode.REFRESH : CacheMode.IGNORE);
		try {
			read.run();
		}
		finally {
			session.setCacheMode(mode);
		}
	}

}
