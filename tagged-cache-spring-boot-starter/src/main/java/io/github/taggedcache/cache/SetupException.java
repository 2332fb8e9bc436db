package io.github.taggedcache.cache;

/**
 * Says what is wrong with how an application is set up, and what to do about it. It fails
 * the start, or the first call where only that can show it.
 */
public final class SetupException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String description;

	private final String action;

	/**
	 * Creates an exception whose message is both.
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
