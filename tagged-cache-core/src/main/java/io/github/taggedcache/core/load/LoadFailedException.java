package io.github.taggedcache.core.load;

/**
 * The loader threw; the cause is what it threw. Tells a loader's exception from one of
 * the cache itself.
 */
public final class LoadFailedException extends Exception {

	private static final long serialVersionUID = 1L;

	private final Throwable thrown;

	LoadFailedException(Throwable thrown) {
		super("The loader failed", thrown);
		this.thrown = thrown;
	}

	/**
	 * What the loader threw.
	 * @return the same object
	 */
	public Throwable thrown() {
		return this.thrown;
	}

}
