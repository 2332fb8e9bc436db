package io.github.taggedcache.json;

import org.springframework.util.ClassUtils;

/**
 * Objects that stand for others, which may not be loaded yet.
 */
interface LazyValues {

	/**
	 * Nothing is lazy.
	 */
	LazyValues NONE = new LazyValues() {
	};

	/**
	 * Finds what is known on the class path.
	 */
	static LazyValues find(ClassLoader classLoader) {
		return ClassUtils.isPresent("org.hibernate.collection.spi.PersistentCollection", classLoader)
				? new HibernateValues() : NONE;
	}

	/**
	 * Whether a value is loaded, or loads nothing.
	 */
	default boolean isLoaded(Object value) {
		return true;
	}

	/**
	 * The object that a loaded value stands for.
	 */
	default Object resolve(Object value) {
		return value;
	}

	/**
	 * Whether objects of a class may have fields that are not loaded.
	 */
	default boolean mayHaveUnloadedFields(Class<?> type) {
		return false;
	}

}
