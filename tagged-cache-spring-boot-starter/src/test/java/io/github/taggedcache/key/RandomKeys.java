package io.github.taggedcache.key;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Makes models of random keys out of few values, so that equal and nearly equal ones are
 * frequent.
 */
final class RandomKeys {

	private static final List<@Nullable Object> SCALARS = Arrays.asList(null, 1, 1L, (short) 1, (byte) 1, '1', "1", 1.0,
			1.0f, BigInteger.ONE, BigDecimal.ONE, new BigDecimal("1.0"), 0.0, -0.0, Double.NaN, true, false, "true",
			"null", "1L", TimeUnit.DAYS, TimeUnit.HOURS, new UUID(1, 2), Instant.EPOCH, LocalDate.EPOCH, Year.of(1),
			"Year(1)", "", '"', '\'', new Left("1"), new Right("1"), new Left("\">"), new Right(""));

	private static final String[] PIECES = { "\"", "\\", "'", ",", "[", "]", "(", ")", "=", "<", ">", "1", "L", "set[",
			"null", "😀", "ä", "{", "}", ":", "%" };

	private static final KeyModel.Kind[] KINDS = KeyModel.Kind.values();

	private final Random random;

	RandomKeys(Random random) {
		this.random = random;
	}

	/**
	 * Make a key.
	 * @param depth the number of levels that it may have
	 * @return its model
	 */
	KeyModel key(int depth) {
		KeyModel.Kind kind = (depth > 0) ? KINDS[this.random.nextInt(KINDS.length)] : KeyModel.Kind.SCALAR;
		return switch (kind) {
			case SCALAR -> scalar();
			case LONGS -> longs();
			case PAIR, TWIN -> KeyModel.of(kind, key(depth - 1), key(depth - 1));
			case SET -> KeyModel.of(kind, distinct(keys(depth - 1)).toArray(KeyModel[]::new));
			case MAP -> map(depth - 1);
			default -> KeyModel.of(kind, keys(depth - 1).toArray(KeyModel[]::new));
		};
	}

	private KeyModel scalar() {
		if (this.random.nextInt(3) > 0) {
			return KeyModel.scalar(SCALARS.get(this.random.nextInt(SCALARS.size())));
		}
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			text.append(PIECES[this.random.nextInt(PIECES.length)]);
		}
		return KeyModel.scalar(text.toString());
	}

	private KeyModel longs() {
		return KeyModel.of(KeyModel.Kind.LONGS,
				this.random.longs(this.random.nextInt(3), 0, 3).mapToObj(KeyModel::scalar).toArray(KeyModel[]::new));
	}

	private KeyModel map(int depth) {
		List<KeyModel> parts = new ArrayList<>();
		for (KeyModel key : distinct(keys(depth))) {
			parts.add(key);
			parts.add(key(depth));
		}
		return KeyModel.of(KeyModel.Kind.MAP, parts.toArray(KeyModel[]::new));
	}

	private List<KeyModel> keys(int depth) {
		List<KeyModel> keys = new ArrayList<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			keys.add(key(depth));
		}
		return keys;
	}

	private static List<KeyModel> distinct(List<KeyModel> keys) {
		List<KeyModel> distinct = new ArrayList<>();
		keys.stream().filter((key) -> distinct.stream().noneMatch(key::isSame)).forEach(distinct::add);
		return distinct;
	}

	/**
	 * Replace one part somewhere in a key.
	 * @param key the key
	 * @return the model of a key that has another part there, which may be an equal one
	 */
	KeyModel change(KeyModel key) {
		List<KeyModel> parts = new ArrayList<>(key.parts());
		if (parts.isEmpty() || key.kind() == KeyModel.Kind.LONGS) {
			return scalar();
		}
		int index = this.random.nextInt(parts.size());
		parts.set(index, change(parts.get(index)));
		KeyModel changed = new KeyModel(key.kind(), null, parts);
		return changed.isPossible() ? changed : key;
	}

	/**
	 * A type that a converter is for.
	 *
	 * @param text its text
	 */
	record Left(String text) {

	}

	/**
	 * Another type that a converter is for.
	 *
	 * @param text its text
	 */
	record Right(String text) {

	}

}
