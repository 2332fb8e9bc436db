package io.github.taggedcache.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The class of a number where the declared type leaves the class to the JSON. What comes
 * back depends on the number then: a small {@code Long} is an {@code Integer}, a large
 * one is not.
 *
 * @param type the class
 * @param kind what numbers of that class that come back alike have in common
 */
record NumberClass(Class<?> type, int kind) {

	static NumberClass of(Number number) {
		return new NumberClass(number.getClass(), kindOf(number));
	}

	private static int kindOf(Number number) {
		if (number instanceof Long value) {
			return (value.intValue() == value) ? Integer.SIZE : Long.SIZE;
		}
		if (number instanceof BigInteger value) {
			return (value.bitLength() < Long.SIZE) ? Long.SIZE : 0;
		}
		if (number instanceof BigDecimal value) {
			return Integer.signum(value.scale());
		}
		return Double.isFinite(number.doubleValue()) ? 1 : 0;
	}

	@Override
	public String toString() {
		return this.type.getName();
	}

}
