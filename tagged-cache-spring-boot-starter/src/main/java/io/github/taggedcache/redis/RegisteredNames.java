package io.github.taggedcache.redis;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers which control keys this node has seen in Redis. A guess, in a fixed 128 KiB:
 * Redis may have evicted the key since, and two keys may share a bit. A wrong guess costs
 * a round trip, nothing else. When half of the bits are set, all are forgotten. Thread
 * safe.
 */
final class RegisteredNames {

	private static final int BITS = 1 << 20;

	/** Beyond this most new names would count as seen. */
	private static final int FULL = BITS / 2;

	private final AtomicInteger set = new AtomicInteger();

	private volatile AtomicLongArray words = new AtomicLongArray(BITS / Long.SIZE);

	/**
	 * Whether all of these keys are likely to be there.
	 * @param from index of the first key that counts
	 */
	boolean containAll(byte[][] keys, int from) {
		for (int i = from; i < keys.length; i++) {
			int bit = bit(keys[i]);
			if ((this.words.get(bit / Long.SIZE) & (1L << bit)) == 0) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Takes note of keys that are there.
	 * @param from index of the first key that counts
	 */
	void add(byte[][] keys, int from) {
		for (int i = from; i < keys.length; i++) {
			int bit = bit(keys[i]);
			long mask = 1L << bit;
			long before = this.words.getAndAccumulate(bit / Long.SIZE, mask, (word, added) -> word | added);
			if ((before & mask) == 0 && this.set.incrementAndGet() > FULL) {
				this.words = new AtomicLongArray(BITS / Long.SIZE);
				this.set.set(0);
			}
		}
	}

	private static int bit(byte[] key) {
		int hash = Arrays.hashCode(key) * 0x9E3779B9;
		return (hash ^ (hash >>> 15)) & (BITS - 1);
	}

}
