package io.github.taggedcache.core.load;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Makes the values of several calls at once.
 */
@FunctionalInterface
public interface BatchLoader {

	/**
	 * Makes values.
	 * @param missing the calls that have found nothing, in their order; at least one
	 * @return what was made for each of them, in their order; null for a call that there
	 * is no value for
	 * @throws Exception if the values cannot be made
	 */
	List<@Nullable Loaded> load(List<? extends LoadCall> missing) throws Exception;

	/**
	 * What was made for one call.
	 *
	 * @param value the value, which may be null
	 * @param isStored whether the value is for others as well
	 */
	record Loaded(@Nullable Object value, boolean isStored) {

	}

}
