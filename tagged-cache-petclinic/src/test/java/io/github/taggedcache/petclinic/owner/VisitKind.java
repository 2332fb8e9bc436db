package io.github.taggedcache.petclinic.owner;

/**
 * What a visit is for. A constant with a body is an object of a class of its own.
 */
public enum VisitKind {

	/** Planned long before. */
	CHECK_UP,

	/** Comes at once. */
	EMERGENCY {
		@Override
		public boolean waits() {
			return false;
		}
	};

	public boolean waits() {
		return true;
	}

}
