package io.github.taggedcache.core.region;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.taggedcache.core.codec.ValueTypes;

/**
 * The forms that the entries of a region have on this node: that of each type which the
 * node has read or written, and the plain one. Entries of one key in several forms lie
 * apart in the store, so that releases which disagree about the structure of a type do
 * not overwrite each other's entries. Whoever removes a key removes all forms that the
 * node knows; the others are invalid by the key event.
 * <p>
 * The version of the region is a part of each form and none of the key: so a key event
 * speaks of the entries of all versions, and a node removes those of its own.
 */
final class Forms {

	/** Callers name classes at will, so there is a bound. */
	private static final int MAX = 64;

	private final String prefix;

	private volatile Set<String> known;

	Forms(EntryNames names) {
		this.prefix = names.formPrefix();
		this.known = Set.of(this.prefix);
	}

	/**
	 * Takes note of the form of types, and returns it.
	 */
	String of(ValueTypes types) {
		String form = peek(types);
		if (!this.known.contains(form)) {
			add(form);
		}
		return form;
	}

	/**
	 * The form of types, of which nobody takes note.
	 */
	String peek(ValueTypes types) {
		return this.prefix.isEmpty() ? types.form() : this.prefix + types.form();
	}

	private synchronized void add(String form) {
		if (this.known.size() < MAX) {
			Set<String> all = new LinkedHashSet<>(this.known);
			all.add(form);
			this.known = Set.copyOf(all);
		}
	}

	Set<String> known() {
		return this.known;
	}

}
