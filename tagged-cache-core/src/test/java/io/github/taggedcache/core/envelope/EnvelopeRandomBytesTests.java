package io.github.taggedcache.core.envelope;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever lies in the store, reading it costs no exception and little memory.
 */
class EnvelopeRandomBytesTests {

	private static final int INPUTS = 60_000;

	/** What a byte may cost, at most: a tag of no bytes takes one, and is an object. */
	private static final int BYTES_PER_BYTE = 128;

	private static final int BYTES_PER_CALL = 4096;

	private static final List<byte[]> SEEDS = List.of(GoldenEntries.bytes("plain"), GoldenEntries.bytes("null_value"),
			GoldenEntries.bytes("compressed"), GoldenEntries.bytes("unicode_tags"),
			GoldenEntries.bytes("shared_starts"), GoldenEntries.bytes("put"), GoldenEntries.bytes("maximal"));

	private final Random random = new Random(20_261_121);

	@Test
	void randomBytesAreMisses() {
		assertThat(parsed((seed) -> randomBytes())).isZero();
	}

	@Test
	void randomBytesBehindARightStartAreMisses() {
		assertThat(parsed((seed) -> {
			byte[] bytes = randomBytes();
			System.arraycopy(seed, 0, bytes, 0, Math.min(bytes.length, 4));
			return bytes;
		})).isZero();
	}

	@Test
	void truncatedAndConcatenatedEntriesAreMisses() {
		assertThat(parsed((seed) -> {
			byte[] other = SEEDS.get(this.random.nextInt(SEEDS.size()));
			int kept = this.random.nextInt(seed.length);
			int from = this.random.nextInt(other.length);
			byte[] bytes = new byte[kept + other.length - from];
			System.arraycopy(seed, 0, bytes, 0, kept);
			System.arraycopy(other, from, bytes, kept, other.length - from);
			return SEEDS.stream().anyMatch((whole) -> Arrays.equals(whole, bytes)) ? new byte[0] : bytes;
		})).isZero();
	}

	@Test
	void entriesWithFlippedBitsAreMisses() {
		assertThat(parsed((seed) -> flipped(seed, 1 + this.random.nextInt(3)))).isZero();
	}

	@Test
	void flippedBitsUnderARightChecksumCostNoException() {
		assertThat(parsed((seed) -> EnvelopeBytes.seal(flipped(seed, 1 + this.random.nextInt(12)))))
			.isGreaterThan(INPUTS / 10);
	}

	@Test
	void payloadsUnderARightChecksumAreDecodedOrRefused() {
		byte[] compressed = GoldenEntries.bytes("compressed");
		int refused = 0;
		for (int i = 0; i < 10_000; i++) {
			byte[] bytes = compressed.clone();
			bytes[bytes.length - 1 - this.random.nextInt(20)] ^= (byte) (1 << this.random.nextInt(8));
			Envelope entry = Envelope.parse(EnvelopeBytes.seal(bytes));
			refused += isRefused(entry) ? 1 : 0;
		}
		assertThat(refused).isGreaterThan(9000);
	}

	@Test
	void mostTagsInFewestBytesCostASmallMultipleOfThem() {
		byte[] bytes = EnvelopeBytes.with(new byte[Header.MAX_TAGS]).tagCount(Header.MAX_TAGS).sealed();
		Envelope.parse(bytes);
		assertThat(allocatedBy(bytes)).isLessThan(budget(bytes));
	}

	@Test
	void hugeTagCountCostsASmallMultipleOfTheBytes() {
		byte[] bytes = EnvelopeBytes.with("\2a").tagCount(Integer.MAX_VALUE).sealed();
		Envelope.parse(bytes);
		assertThat(allocatedBy(bytes)).isLessThan(budget(bytes));
	}

	@Test
	void mostCommonStartsInFewestBytesCostASmallMultipleOfThem() {
		StringBuilder tags = new StringBuilder("\120" + "x".repeat(40));
		tags.append("\1\37".repeat(Header.MAX_TAGS - 1));
		byte[] bytes = EnvelopeBytes.with(tags.toString()).tagCount(Header.MAX_TAGS).sealed();
		assertThat(Envelope.parse(bytes)).isNotNull();
		assertThat(allocatedBy(bytes)).isLessThan(budget(bytes));
	}

	@Test
	void commonStartsInAnotherScriptCostASmallMultipleToo() {
		StringBuilder tags = new StringBuilder("\74" + "\u00D1\u008F".repeat(15));
		tags.append("\1\36".repeat(Header.MAX_TAGS - 1));
		byte[] bytes = EnvelopeBytes.with(tags.toString()).tagCount(Header.MAX_TAGS).sealed();
		assertThat(Envelope.parse(bytes)).isNotNull();
		assertThat(allocatedBy(bytes)).isLessThan(budget(bytes));
	}

	private static boolean isRefused(Envelope entry) {
		try {
			entry.payload();
			return false;
		}
		catch (UndecodableException ex) {
			return true;
		}
	}

	/**
	 * Parses many inputs.
	 * @return how many of them were envelopes
	 */
	private int parsed(UnaryOperator<byte[]> input) {
		List<byte[]> costly = new ArrayList<>();
		int parsed = 0;
		SEEDS.forEach(Envelope::parse);
		for (int i = 0; i < INPUTS; i++) {
			byte[] bytes = input.apply(SEEDS.get(i % SEEDS.size()));
			if (allocatedBy(bytes) > budget(bytes)) {
				costly.add(bytes);
			}
			parsed += (Envelope.parse(bytes) != null) ? 1 : 0;
		}
		assertThat(costly).as("inputs that cost more than their budget").isEmpty();
		return parsed;
	}

	private static long budget(byte[] bytes) {
		return BYTES_PER_CALL + (long) BYTES_PER_BYTE * bytes.length;
	}

	/**
	 * What parsing allocates; zero where the virtual machine does not tell.
	 */
	private static long allocatedBy(byte[] bytes) {
		if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)
				|| !threads.isThreadAllocatedMemorySupported()) {
			return 0;
		}
		long before = threads.getCurrentThreadAllocatedBytes();
		Envelope.parse(bytes);
		return threads.getCurrentThreadAllocatedBytes() - before;
	}

	private byte[] randomBytes() {
		byte[] bytes = new byte[this.random.nextInt(300)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private byte[] flipped(byte[] bytes, int bits) {
		byte[] flipped = bytes.clone();
		for (int bit : this.random.ints(0, bytes.length * 8).distinct().limit(bits).toArray()) {
			flipped[bit / 8] ^= (byte) (1 << (bit % 8));
		}
		return flipped;
	}

}
