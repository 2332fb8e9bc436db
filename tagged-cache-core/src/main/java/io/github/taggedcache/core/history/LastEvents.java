package io.github.taggedcache.core.history;

/**
 * The last two events of one key.
 *
 * @param newest version of the newest event
 * @param before version of the event before it; zero if none is known
 */
record LastEvents(long newest, long before) {

	LastEvents merge(LastEvents other) {
		if (other.newest == this.newest) {
			return new LastEvents(this.newest, Math.max(this.before, other.before));
		}
		return (other.newest > this.newest) ? new LastEvents(other.newest, Math.max(this.newest, other.before))
				: new LastEvents(this.newest, Math.max(this.before, other.newest));
	}

	/**
	 * The newest event other than the one with this version.
	 */
	long before(long version) {
		return (this.newest == version) ? this.before : this.newest;
	}

}
