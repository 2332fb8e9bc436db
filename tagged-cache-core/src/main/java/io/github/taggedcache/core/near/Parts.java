package io.github.taggedcache.core.near;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a value that decide whether somebody can change the value, where the
 * value's class alone does not decide.
 */
@FunctionalInterface
interface Parts {

	/** Nothing is left to decide: no value of the class can be changed. */
	Parts NONE = (value, test) -> true;

	/** Nothing is left to decide: a value of the class can be changed. */
	Parts MUTABLE = (value, test) -> false;

	/** The content of an {@link Optional}. */
	Parts CONTENT = (value, test) -> test.test(((Optional<?>) value).orElse(null));

	/** The elements of a {@link Collection}. */
	Parts ELEMENTS = (value, test) -> {
		for (Object element : (Collection<?>) value) {
			if (!test.test(element)) {
				return false;
			}
		}
		return true;
	};

	/** The keys and values of a {@link Map}. */
	Parts MAPPINGS = (value, test) -> ELEMENTS.allMatch(((Map<?, ?>) value).keySet(), test)
			&& ELEMENTS.allMatch(((Map<?, ?>) value).values(), test);

	/**
	 * Whether all parts of a value pass a test.
	 * @param value the value
	 * @param test the test
	 * @return whether they do; false as well if a part is out of reach
	 */
	boolean allMatch(Object value, Predicate<@Nullable Object> test);

}
