package io.github.taggedcache;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Gives the values of cached methods tags that nobody declares, because the values show
 * what they are made of. A bean of this type needs nothing else.
 */
@FunctionalInterface
public interface ValueTags {

	/**
	 * Returns how the values of a method get their tags. Called once for each cached
	 * method: when its bean is made if the method declares tags, else at its first call.
	 * @param method the method
	 * @param templates the tags that the method declares, as they stand in the
	 * annotations
	 * @return the rule for the method, safe for use by several threads
	 * @throws IllegalArgumentException if a template is wrong. The message says what to
	 * do, without the name of the method
	 */
	Rule of(Method method, List<String> templates);

	/**
	 * How the values of one method get their tags.
	 */
	@FunctionalInterface
	interface Rule {

		/**
		 * Returns the tags of a value, beside those that the method declares. Called for
		 * each value that is loaded or put, not for hits. An exception keeps the value
		 * from being stored, and reaches the caller.
		 * @param value the value; the content of an {@code Optional}. Null for no value
		 * @return valid tags; none if the value shows none
		 */
		Collection<String> of(@Nullable Object value);

		/**
		 * Returns whether values are to have a tag that came to light while their loader
		 * ran, and that stands for more than the loader read.
		 * @param tag the tag
		 * @return false if the method declares a narrower tag in its place
		 */
		default boolean wants(String tag) {
			return true;
		}

	}

}
