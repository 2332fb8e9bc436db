package io.github.taggedcache.core.region;

import io.github.taggedcache.core.name.Escaping;

/**
 * What the entries of a region have in their keys and tags beside what callers name.
 *
 * @param version the version of the region; empty if it has none
 * @param methodTags whether what a method returned carries a tag that names the method
 */
public record EntryNames(String version, boolean methodTags) {

	/** Nothing. */
	public static final EntryNames PLAIN = new EntryNames("", false);

	/** Longest version, in characters. */
	public static final int MAX_VERSION = 64;

	public EntryNames {
		requireVersion(version);
	}

	/**
	 * Checks a version.
	 * @param version the version; empty for none
	 * @return the version
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	public static String requireVersion(String version) {
		if (version.length() > MAX_VERSION || !version.chars().allMatch((c) -> c > ' ' && c < 0x7F)) {
			throw new IllegalArgumentException("version must be at most " + MAX_VERSION
					+ " letters, digits or other visible characters of ASCII, not '" + version + "'");
		}
		return version;
	}

	/**
	 * What the version adds to the forms of keys in the store. An escaped version
	 * contains no colon, and neither does the form of a type: so a form with a version is
	 * none without one, nor one of another version.
	 * @return the beginning of each form; empty if there is no version
	 */
	String formPrefix() {
		return this.version.isEmpty() ? "" : Escaping.escape(this.version) + ':';
	}

}
