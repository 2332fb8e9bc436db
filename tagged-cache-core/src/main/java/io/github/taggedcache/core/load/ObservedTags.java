package io.github.taggedcache.core.load;

import java.util.Collection;
import java.util.function.Predicate;

/**
 * Tags that come to light while a loader runs, without the loader saying so: of the rows
 * that it reads, for example. Safe for use by several threads.
 */
@FunctionalInterface
public interface ObservedTags {

	/**
	 * The tags as far as they are known.
	 * @param wanted whether the value is to have a tag that stands for more than was
	 * read. False where the method declares narrower ones
	 * @return valid tags
	 */
	Collection<String> tags(Predicate<String> wanted);

}
