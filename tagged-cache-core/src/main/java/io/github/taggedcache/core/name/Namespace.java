package io.github.taggedcache.core.name;

/**
 * What a namespace may be called: not empty, without braces and colons, and text that has
 * a UTF-8 form.
 */
public final class Namespace {

	private Namespace() {
	}

	/**
	 * Checks the name of a namespace.
	 * @param name the name
	 * @return the name
	 * @throws IllegalArgumentException if the name is not a valid one; the message says
	 * why
	 */
	public static String require(String name) {
		if (name.indexOf('{') >= 0 || name.indexOf('}') >= 0 || name.indexOf(':') >= 0) {
			throw new IllegalArgumentException("The namespace name '" + Text.abbreviate(name)
					+ "' must not contain '{', '}' or ':', which have a meaning in the keys of the store");
		}
		return Text.requireName("namespace", name);
	}

}
