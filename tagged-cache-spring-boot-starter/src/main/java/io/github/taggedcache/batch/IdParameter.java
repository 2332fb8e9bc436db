package io.github.taggedcache.batch;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The parameter of a method that holds ids: how they are read from an argument, and how
 * an argument is made of some of them.
 *
 * @param type the type of the parameter
 */
record IdParameter(Class<?> type) {

	/**
	 * Whether an argument can be made of ids.
	 * @return false for a type that is no array and no usual collection
	 */
	boolean isSupported() {
		return this.type.isArray() || (Iterable.class.isAssignableFrom(this.type)
				&& (takes(ArrayList.class) || takes(LinkedHashSet.class) || takes(TreeSet.class)));
	}

	private boolean takes(Class<?> collection) {
		return this.type.isAssignableFrom(collection);
	}

	/**
	 * The ids of an argument, which is iterated once.
	 * @return the ids in their order, with duplicates
	 */
	List<@Nullable Object> read(Object argument) {
		List<@Nullable Object> ids = new ArrayList<>();
		if (argument instanceof Iterable<?> all) {
			all.forEach(ids::add);
			return ids;
		}
		int length = Array.getLength(argument);
		for (int i = 0; i < length; i++) {
			ids.add(Array.get(argument, i));
		}
		return ids;
	}

	/**
	 * An argument of ids.
	 * @param ids the ids, each once
	 * @param original the argument of the caller, which says how a sorted set is sorted
	 */
	Object make(List<Object> ids, Object original) {
		if (this.type.isArray()) {
			Object array = Array.newInstance(this.type.getComponentType(), ids.size());
			for (int i = 0; i < ids.size(); i++) {
				Array.set(array, i, ids.get(i));
			}
			return array;
		}
		if (takes(ArrayList.class)) {
			return new ArrayList<>(ids);
		}
		return takes(LinkedHashSet.class) ? new LinkedHashSet<>(ids) : sorted(ids, original);
	}

	@SuppressWarnings("unchecked")
	private static Set<Object> sorted(Collection<Object> ids, Object original) {
		Set<Object> sorted = (original instanceof SortedSet<?> set)
				? new TreeSet<>(((SortedSet<Object>) set).comparator()) : new TreeSet<>();
		sorted.addAll(ids);
		return sorted;
	}

}
