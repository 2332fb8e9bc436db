package io.github.taggedcache.core.codec;

import org.jspecify.annotations.Nullable;

/**
 * A value that cannot be stored, because it would not come back from its bytes as what it
 * is.
 */
public final class UnstorableValueException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String declaredBy;

	private final String kind;

	/**
	 * Creates an exception whose message is the problem and the remedy.
	 * @param declaredBy who declared the type of the value: a method, or a region's
	 * customizer
	 * @param kind the kind of problem, in few words: what is reported once for a method
	 * and kind is not reported again
	 * @param problem what would not come back, and where: one sentence that names the
	 * property
	 * @param remedy what to do about this kind of problem: one sentence
	 * @param cause what said so, if anything did
	 */
	public UnstorableValueException(String declaredBy, String kind, String problem, String remedy,
			@Nullable Throwable cause) {
		super(problem + " " + remedy, cause);
		this.declaredBy = declaredBy;
		this.kind = kind;
	}

	/**
	 * Who declared the type of the value.
	 * @return a method, or a region's customizer
	 */
	public String declaredBy() {
		return this.declaredBy;
	}

	/**
	 * The kind of problem.
	 * @return a few words that are the same for all values with this problem
	 */
	public String kind() {
		return this.kind;
	}

}
