package io.github.taggedcache.core.near;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExpiredKeysTests {

	private final ExpiredKeys keys = new ExpiredKeys();

	@Test
	void addedKeyIsThere() {
		this.keys.add("key");
		assertThat(this.keys.contains("key")).isTrue();
		assertThat(this.keys.contains("other")).isFalse();
	}

	@Test
	void removedKeyIsGone() {
		this.keys.add("key");
		this.keys.remove("key");
		assertThat(this.keys.contains("key")).isFalse();
	}

	@Test
	void removingAnotherKeyChangesNothing() {
		this.keys.add("key");
		IntStream.range(0, 100_000).forEach(this.keys::remove);
		assertThat(this.keys.contains("key")).isTrue();
	}

	@Test
	void mostOfAThousandKeysAreRemembered() {
		IntStream.range(0, 1000).forEach(this.keys::add);
		assertThat(IntStream.range(0, 1000).filter(this.keys::contains).count()).isGreaterThan(800);
	}

	@Test
	void keysThatWereNeverAddedAreNotClaimed() {
		IntStream.range(0, 10_000).forEach(this.keys::add);
		assertThat(IntStream.range(10_000, 110_000).filter(this.keys::contains).count()).isLessThan(10);
	}

}
