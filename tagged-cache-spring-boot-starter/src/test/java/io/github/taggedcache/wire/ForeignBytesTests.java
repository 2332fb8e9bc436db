package io.github.taggedcache.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.RegionStatistics;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.core.region.Lookup;
import io.github.taggedcache.core.region.NewEntry;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.region.RegionEnvironment;
import io.github.taggedcache.core.region.RegionSettings;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.memory.MemoryStore;
import io.github.taggedcache.json.JsonCodec;
import io.github.taggedcache.redis.KeyLayout;
import io.github.taggedcache.testsupport.RespConnection;
import io.github.taggedcache.wire.WireApplication.Article;
import io.github.taggedcache.wire.WireApplication.Library;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What others wrote under our keys costs a miss, and is never an error of a read.
 */
class ForeignBytesTests {

	private static final long SEED = 42;

	private static final KeyLayout LAYOUT = new KeyLayout(WireApplication.NAMESPACE);

	private static final int CHECKSUM_OFFSET = 4;

	private static final byte[] FORMAT_1 = HexFormat.of()
		.parseHex("c70100017bf7a6ac00064416333f000500064416333f000300064416333f00010123456789abcdef0fedcba9"
				+ "876543210000019aa56d607b0000019aa5a44efb0000019aa5a44efb0000000000000002000a61727469636c"
				+ "653a34320008617574686f723a377b226964223a34327d");

	private static WireApplication application;

	private final Library library = application.library();

	private final RespConnection redis = application.others();

	private final Random random = new Random(SEED);

	@BeforeAll
	static void start() {
		application = new WireApplication();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	static Stream<Writing> writings() {
		return Stream.of(new Writing("nothing", "SET", ""), new Writing("text", "SET", "garbage"),
				new Writing("JSON", "SET", "{\"id\":1,\"author\":1,\"title\":\"x\"}"),
				new Writing("the first byte of an entry", "SET", new byte[] { (byte) 0xC7 }),
				new Writing("an entry of the former format", "SET", FORMAT_1),
				new Writing("the head of an entry", "SET", Arrays.copyOf(new byte[] { (byte) 0xC7, 2 }, 80)),
				new Writing("a list", "RPUSH", "x"), new Writing("a hash", "HSET", "x", "y"),
				new Writing("a set", "SADD", "x"), new Writing("a sorted set", "ZADD", "1", "x"),
				new Writing("a stream", "XADD", "*", "x", "y"));
	}

	@ParameterizedTest
	@MethodSource("writings")
	void entryOfSomebodyElseIsMissOfUndecodableBytes(Writing writing) {
		Article article = this.library.taggedByResult(1);
		RegionStatistics before = application.statistics("results");
		int loads = this.library.loads();
		writing.to(this.redis, entryInRedis());
		assertThat(this.library.taggedByResult(1)).isEqualTo(article);
		assertThat(this.library.loads()).isEqualTo(loads + 1);
		RegionStatistics after = application.statistics("results");
		assertThat(after.misses(MissReason.UNDECODABLE)).isEqualTo(before.misses(MissReason.UNDECODABLE) + 1);
		assertThat(after.storeErrors()).isEqualTo(before.storeErrors());
		assertThat(this.library.taggedByResult(1)).isEqualTo(article);
		assertThat(this.library.loads()).isEqualTo(loads + 1);
	}

	/**
	 * The key of the entry, whatever the form of its type is.
	 */
	private String entryInRedis() {
		List<?> keys = (List<?>) this.redis.call("KEYS", LAYOUT.entry(EntryKey.of("results", "1")) + ":*");
		assertThat(keys).hasSize(1);
		return new String((byte[]) keys.get(0), StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@MethodSource("writings")
	void clockOfSomebodyElseIsMadeAnew(Writing writing) {
		readsAndInvalidates(() -> writing.to(this.redis, LAYOUT.clock()));
	}

	@ParameterizedTest
	@MethodSource("writings")
	void tagOfSomebodyElseCountsAsMissing(Writing writing) {
		readsAndInvalidates(() -> writing.to(this.redis, LAYOUT.tag("author:2")));
	}

	@ParameterizedTest
	@MethodSource("writings")
	void namespaceTagOfSomebodyElseCountsAsMissing(Writing writing) {
		readsAndInvalidates(() -> writing.to(this.redis, LAYOUT.tag("~")));
	}

	@ParameterizedTest
	@MethodSource("writings")
	void bucketOfSomebodyElseCountsAsMissing(Writing writing) {
		readsAndInvalidates(() -> writing.to(this.redis, LAYOUT.bucket(EntryKey.of("results", "2L"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-5", "1e3", "9007199254740993", "18446744073709551616", "0x10", "1 ", "5:6:7", ":",
			"1:-1" })
	void numberThatIsNoVersionCountsAsMissing(String text) {
		readsAndInvalidates(() -> {
			this.redis.call("SET", LAYOUT.clock(), text);
			this.redis.call("SET", LAYOUT.tag("author:2"), text);
			this.redis.call("SET", LAYOUT.bucket(EntryKey.of("results", "2L")), text);
		});
	}

	/**
	 * Whatever was written, reads load and are cached again, and an invalidation after it
	 * invalidates.
	 */
	private void readsAndInvalidates(Runnable writing) {
		this.library.taggedByResult(2);
		writing.run();
		assertThat(this.library.taggedByResult(2).author()).isEqualTo(2);
		int loads = this.library.loads();
		this.library.taggedByResult(2);
		assertThat(this.library.loads()).as("cached again").isEqualTo(loads);
		writing.run();
		application.manager().invalidateTags("author:2");
		this.library.taggedByResult(2);
		assertThat(this.library.loads()).as("invalidated").isEqualTo(loads + 1);
		writing.run();
		this.library.evict(2);
		this.library.taggedByResult(2);
		assertThat(this.library.loads()).as("evicted").isEqualTo(loads + 2);
	}

	@Test
	void logOfAnotherTypeLeavesReadsAloneAndFailsInvalidationsWithTheRemedy() {
		this.library.taggedByResult(3);
		this.redis.call("DEL", LAYOUT.log());
		this.redis.call("SET", LAYOUT.log(), "garbage");
		int loads = this.library.loads();
		this.library.taggedByResult(3);
		assertThat(this.library.loads()).isEqualTo(loads);
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> application.manager().invalidateTags("author:3"))
			.withMessageContaining(LAYOUT.log())
			.withMessageContaining("Delete it");
		this.redis.call("DEL", LAYOUT.log());
		application.manager().invalidateTags("author:3");
		this.library.taggedByResult(3);
		assertThat(this.library.loads()).isEqualTo(loads + 1);
	}

	@Test
	void randomBytesAreMisses() {
		MemoryRegion region = new MemoryRegion();
		for (int i = 0; i < 40_000; i++) {
			byte[] bytes = new byte[this.random.nextInt(300)];
			this.random.nextBytes(bytes);
			if (bytes.length > 1 && this.random.nextBoolean()) {
				bytes[0] = (byte) 0xC7;
				bytes[1] = 1;
			}
			region.assertMiss(bytes, i);
		}
	}

	@Test
	void envelopesWithFlippedBitsAreMisses() {
		MemoryRegion region = new MemoryRegion();
		for (int i = 0; i < 40_000; i++) {
			byte[] bytes = region.envelope();
			int flips = 1 + this.random.nextInt(4);
			byte[] original = bytes.clone();
			for (int flip = 0; flip < flips; flip++) {
				bytes[this.random.nextInt(bytes.length)] ^= (byte) (1 << this.random.nextInt(8));
			}
			if (!Arrays.equals(bytes, original)) {
				region.assertMiss(bytes, i);
			}
		}
	}

	@Test
	void truncatedAndLengthenedEnvelopesAreMisses() {
		MemoryRegion region = new MemoryRegion();
		int length = region.envelope().length;
		for (int i = 0; i < length * 3; i++) {
			if (i != length) {
				region.assertMiss(Arrays.copyOf(region.envelope(), i), i);
			}
		}
	}

	/**
	 * Bytes that the checksum does not tell: a payload that somebody made up may bind,
	 * but nothing is an error.
	 */
	@Test
	void changedEnvelopesWithRightChecksumAreNoErrors() {
		MemoryRegion region = new MemoryRegion();
		for (int i = 0; i < 30_000; i++) {
			byte[] bytes = region.envelope();
			for (int change = this.random.nextInt(6); change >= 0; change--) {
				bytes[2 + this.random.nextInt(bytes.length - 2)] = (byte) this.random.nextInt(256);
			}
			if (this.random.nextInt(4) == 0) {
				bytes = Arrays.copyOf(bytes, 34 + this.random.nextInt(bytes.length));
			}
			correctChecksum(bytes);
			Hit hit = region.read(bytes);
			assertThat(hit == null || hit.value() == null || hit.value() instanceof Article).as("seed %d, %d", SEED, i)
				.isTrue();
		}
	}

	private static void correctChecksum(byte[] bytes) {
		CRC32C checksum = new CRC32C();
		checksum.update(bytes, 0, CHECKSUM_OFFSET);
		checksum.update(bytes, CHECKSUM_OFFSET + 4, bytes.length - CHECKSUM_OFFSET - 4);
		for (int i = 0; i < 4; i++) {
			bytes[CHECKSUM_OFFSET + i] = (byte) (checksum.getValue() >>> (8 * (3 - i)));
		}
	}

	/**
	 * What somebody writes instead of what was there.
	 */
	record Writing(String name, String command, List<Object> arguments) {

		Writing(String name, String command, Object... arguments) {
			this(name, command, List.of(arguments));
		}

		void to(RespConnection redis, String key) {
			redis.call("DEL", key);
			List<Object> call = new ArrayList<>(List.of(this.command, key));
			call.addAll(this.arguments);
			redis.call(call.toArray());
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * A region with the real codec, and one entry.
	 */
	private static final class MemoryRegion {

		private static final ValueType TYPE = ValueType.of(Article.class, "the test");

		private static final EntryKey KEY = EntryKey.of("articles", "1L");

		private final MemoryStore store = new MemoryStore(InstantSource.system(), 100);

		private final Region region = new Region("articles",
				new RegionSettings(Duration.ZERO, 0, true, Compression.NONE, null),
				new RegionEnvironment(new Node(this.store, new Retention()), this.store,
						new JsonCodec(JsonMapper.builder().build()), Runnable::run, InstantSource.system(),
						System::nanoTime, new Random(SEED)));

		private final byte[] envelope;

		MemoryRegion() {
			Article article = new Article(1, 2, "A title, and \u4e2d\u6587");
			this.region.put(Map.of(KEY, NewEntry.of(article, TYPE, List.of("article:1", "author:2"))), null).join();
			this.envelope = this.store.get(KEY).join();
			assertThat(read(this.envelope)).extracting(Hit::value).isEqualTo(article);
		}

		byte[] envelope() {
			return this.envelope.clone();
		}

		Hit read(byte[] bytes) {
			this.store.set(KEY, bytes, 0).join();
			Lookup lookup = this.region.lookup(KEY, TYPE, new LiteralTags("article:1"), Runnable::run).join();
			return this.region.read(lookup, TYPE, LiteralTags.NONE).join();
		}

		void assertMiss(byte[] bytes, int round) {
			long before = this.region.statistics().misses(MissReason.UNDECODABLE);
			assertThat(read(bytes)).as("seed %d, round %d", SEED, round).isNull();
			assertThat(this.region.statistics().misses(MissReason.UNDECODABLE)).isEqualTo(before + 1);
		}

	}

}
