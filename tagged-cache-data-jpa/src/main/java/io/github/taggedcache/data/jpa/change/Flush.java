package io.github.taggedcache.data.jpa.change;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * A session that is writing rows just now, on one thread.
 */
final class Flush {

	private final SharedSessionContractImplementor session;

	private final ChangedTags rows = new ChangedTags();

	private final ChangedTags statements = new ChangedTags();

	private boolean interrupted;

	Flush(SharedSessionContractImplementor session) {
		this.session = session;
	}

	SharedSessionContractImplementor session() {
		return this.session;
	}

	/**
	 * What the events of the rows tell.
	 */
	ChangedTags rows() {
		return this.rows;
	}

	/**
	 * What the statements tell, which counts if the flush fails.
	 */
	ChangedTags statements() {
		return this.statements;
	}

	/**
	 * Has statements count at once from now on, as some may be those of a callback of the
	 * application.
	 */
	void interrupt() {
		this.interrupted = true;
	}

	boolean isInterrupted() {
		return this.interrupted;
	}

}
