package io.github.taggedcache.core.history;

/**
 * The last two events of one key.
 *
 * @param newest version of the newest event
 * @param before version of the event before it; zero if none is known
 * @param put id of the put that made the newest event; zero if no put did
 */
record LastEvents(long newest, long before, long put) {

	/**
	 * Both as one. Two events of one version are one event; if they have two ids, the
	 * store went back, and neither put counts.
	 */
	LastEvents merge(LastEvents other) {
		if (other.newest == this.newest) {
			return new LastEvents(this.newest, Math.max(this.before, other.before),
					(this.put == other.put) ? this.put : 0);
		}
		return (other.newest > this.newest)
				? new LastEvents(other.newest, Math.max(this.newest, other.before), other.put)
				: new LastEvents(this.newest, Math.max(this.before, other.newest), this.put);
	}

	/**
	 * The newest event other than the one with this version.
	 */
	long before(long version) {
		return (this.newest == version) ? this.before : this.newest;
	}

}
