package io.github.taggedcache.redis;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a node has seen in Redis.
 */
class RegisteredNamesTests {

	private static final int MANY = 2_000_000;

	private final RegisteredNames names = new RegisteredNames();

	@Test
	void nameIsUnknownUntilItWasSeen() {
		assertThat(this.names.containAll(keys(1), 0)).isFalse();
		this.names.add(keys(1), 0);
		assertThat(this.names.containAll(keys(1), 0)).isTrue();
		assertThat(this.names.containAll(keys(1, 2), 0)).isFalse();
	}

	@Test
	void keysBeforeTheNamesDoNotCount() {
		this.names.add(keys(1, 2), 1);
		assertThat(this.names.containAll(keys(3, 2), 1)).isTrue();
		assertThat(this.names.containAll(keys(1), 0)).isFalse();
	}

	/**
	 * Else each new name would count as seen one day, and cost a round trip for ever.
	 */
	@Test
	void namesAreForgottenBeforeMostNewOnesCountAsSeen() {
		this.names.add(keys(0), 0);
		int added = 1;
		while (this.names.containAll(keys(0), 0) && added < MANY) {
			this.names.add(keys(added++), 0);
		}
		assertThat(added).isLessThan(MANY);
	}

	private static byte[][] keys(int... numbers) {
		byte[][] keys = new byte[numbers.length][];
		for (int i = 0; i < numbers.length; i++) {
			keys[i] = Text.utf8("{namespace}:tag:" + numbers[i]);
		}
		return keys;
	}

}
