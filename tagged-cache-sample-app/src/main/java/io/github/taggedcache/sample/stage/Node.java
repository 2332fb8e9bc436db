package io.github.taggedcache.sample.stage;

/**
 * An instance of the application.
 */
public enum Node {

	/** Starts first. */
	A,

	/** Reaches Redis through a proxy, so that its connection can be cut. */
	B;

	/**
	 * The other instance.
	 * @return it
	 */
	public Node other() {
		return (this == A) ? B : A;
	}

}
