package io.github.taggedcache.check;

/**
 * Says what is wrong with the set-up of an application, and what to do about it. It fails
 * the start, or the first call if only the call can show the error.
 */
public final class SetupException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String description;

	private final String action;

	/**
	 * Creates an exception. Its message is the description and the action.
	 * @param description what is wrong, and where: one sentence
	 * @param action what to do about it: one sentence
	 */
	public SetupException(String description, String action) {
		super(description + " " + action);
		this.description = description;
		this.action = action;
	}

	/**
	 * Says what is wrong.
	 * @return a sentence
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Says what to do about it.
	 * @return a sentence
	 */
	public String action() {
		return this.action;
	}

}
