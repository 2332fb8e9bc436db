package io.github.taggedcache.core.near;

import org.jspecify.annotations.Nullable;

/**
 * Decides how a value may be given to many callers, by its class and, where the class
 * does not decide, by looking at the value. What is known of a class is remembered with
 * the class. Thread safe.
 * <p>
 * Decisions that look like bugs and are none:
 * <ul>
 * <li>A list of lists is {@link Sharing#DECODED}: a copy of the outer list would still
 * share the inner ones.</li>
 * <li>A wrapper of {@code Collections.unmodifiableList} counts as unmodifiable although
 * somebody may hold the list behind it. Only decoded values are looked at that closely,
 * and of a decoded value nobody holds the inside.</li>
 * <li>A value that is nested too deeply is {@link Sharing#DECODED}, which is always
 * safe.</li>
 * </ul>
 */
public final class SharingRules {

	private static final int MAX_DEPTH = 32;

	private final ClassValue<Parts> parts = new ClassValue<>() {

		@Override
		protected Parts computeValue(Class<?> type) {
			return ClassParts.of(type);
		}

	};

	/**
	 * Whether no value of exactly this class can be changed, whatever the value holds.
	 * @param type the class
	 * @return whether that is certain
	 */
	public boolean isImmutable(Class<?> type) {
		return this.parts.get(type) == Parts.NONE;
	}

	/**
	 * How a decoded value may be given to many callers. Looks at the parts of the value
	 * if its class does not decide.
	 * @param value a value that nobody else holds
	 * @return how
	 */
	public Sharing of(Object value) {
		if (isImmutable(value, MAX_DEPTH)) {
			return Sharing.SHARED;
		}
		Parts elements = Containers.elements(value.getClass());
		return (elements != null && elements.allMatch(value, (element) -> isImmutable(element, MAX_DEPTH)))
				? Sharing.COPIED : Sharing.DECODED;
	}

	private boolean isImmutable(@Nullable Object value, int depth) {
		return value == null || (depth > 0
				&& this.parts.get(value.getClass()).allMatch(value, (part) -> isImmutable(part, depth - 1)));
	}

	/**
	 * Copies a collection, a map or an array, but not its elements.
	 * @param value a value that is {@link Sharing#COPIED}
	 * @return one of the same class with the same elements
	 */
	public Object copy(Object value) {
		return Containers.copy(value);
	}

}
