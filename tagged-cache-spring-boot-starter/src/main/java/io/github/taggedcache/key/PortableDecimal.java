package io.github.taggedcache.key;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Predicate;

/**
 * A short decimal that reads back as the same floating point number. It is not what
 * {@link Double#toString} gives, because those digits changed with JDK 19, and nodes on
 * different JDKs must agree on the text of a key.
 */
final class PortableDecimal {

	/*
	 * Up to 15 (6) digits survive the way into a double (float) and back; 17 (9) tell all
	 * numbers apart.
	 */
	private static final MathContext[] DOUBLE_DIGITS = { new MathContext(15), new MathContext(16),
			new MathContext(17) };

	private static final MathContext[] FLOAT_DIGITS = { new MathContext(6), new MathContext(7), new MathContext(8),
			new MathContext(9) };

	private static final int MAXIMUM_PLAIN_SCALE = 20;

	private PortableDecimal() {
	}

	static String of(double value) {
		if (!Double.isFinite(value)) {
			return Double.toString(value);
		}
		return (value != 0)
				? firstThatReadsBack(new BigDecimal(value), DOUBLE_DIGITS, (text) -> Double.parseDouble(text) == value)
				: zero(1 / value);
	}

	static String of(float value) {
		if (!Float.isFinite(value)) {
			return Float.toString(value);
		}
		return (value != 0)
				? firstThatReadsBack(new BigDecimal(value), FLOAT_DIGITS, (text) -> Float.parseFloat(text) == value)
				: zero(1 / value);
	}

	private static String zero(double inverse) {
		return (inverse < 0) ? "-0" : "0";
	}

	private static String firstThatReadsBack(BigDecimal exact, MathContext[] digits, Predicate<String> readsBack) {
		for (MathContext precision : digits) {
			String text = text(exact.round(precision));
			if (readsBack.test(text)) {
				return text;
			}
		}
		return text(exact);
	}

	private static String text(BigDecimal value) {
		BigDecimal stripped = value.stripTrailingZeros();
		return (Math.abs(stripped.scale()) <= MAXIMUM_PLAIN_SCALE) ? stripped.toPlainString() : stripped.toString();
	}

}
