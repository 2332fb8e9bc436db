package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;

import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.event.Level;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.event.RegionStatistics;
import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.follow.StepFollower;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadWaits;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.Copying;
import io.github.taggedcache.core.near.NearSettings;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.SettableTime;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.WatchedStore;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.memory.MemoryStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A day of mixed load on two nodes, in fast motion: each read is a hit or a miss, once,
 * and each miss has one reason.
 */
class DayOfMissesTests {

	private static final Duration DAY = Duration.ofHours(24);

	private static final Duration TIME_TO_LIVE = Duration.ofMinutes(20);

	private static final int KEYS = 60;

	private final SettableTime time = new SettableTime();

	private final MemoryStore memory = new MemoryStore(this.time, 10_000);

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void missesAreTheSumOfTheirReasonsOnEachRegionAndNode(long seed) {
		Random random = new Random(seed);
		List<DayNode> nodes = List.of(new DayNode(random), new DayNode(random));
		long end = this.time.millis() + DAY.toMillis();
		while (this.time.millis() < end) {
			this.time.advance(Duration.ofMillis(1000 + random.nextInt(4000)));
			nodes.forEach(DayNode::follow);
			nodes.get(random.nextInt(nodes.size())).act();
		}
		assertThat(nodes).allSatisfy((node) -> assertThat(node.regions).allSatisfy((region) -> {
			RegionStatistics statistics = region.region.statistics();
			assertThat(statistics.hits()).isEqualTo(region.served);
			assertThat(statistics.misses()).isEqualTo(region.unserved)
				.isEqualTo(region.told.values().stream().mapToLong(Long::longValue).sum());
			assertThat(statistics.missesByReason())
				.allSatisfy((reason, count) -> assertThat(count).isEqualTo(region.told.getOrDefault(reason, 0L)));
			assertThat(region.told).containsKeys(MissReason.ABSENT, MissReason.TAG, MissReason.ERROR);
			assertThat(statistics.refused()).isPositive();
		}));
		assertThat(nodes).allSatisfy((node) -> assertThat(node.regions.get(0).told).containsKey(MissReason.EXPIRED));
	}

	private static String tag(EntryKey key) {
		return "tag:" + Integer.parseInt(key.text()) % 10;
	}

	private long nanoTime() {
		return this.time.millis() * 1_000_000;
	}

	/**
	 * One node, which does not always follow the log.
	 */
	private final class DayNode {

		private final Random random;

		private final WatchedStore store = new WatchedStore(DayOfMissesTests.this.memory);

		private final Node node;

		private final StepFollower follower;

		private final List<DayRegion> regions = new ArrayList<>();

		/** Turns that the follower still sleeps. */
		private int asleep;

		DayNode(Random random) {
			this.random = random;
			this.node = Node.following(this.store, new Retention(),
					new CatchUp(Duration.ofMillis(2500), DayOfMissesTests.this::nanoTime), 10_000, 1 << 20);
			this.follower = new StepFollower(this.node);
			this.regions.add(new DayRegion(this, "near", new NearSettings(1000, 0, null, Copying.AUTO)));
			this.regions.add(new DayRegion(this, "remote", null));
		}

		void follow() {
			forgetCalls();
			if (this.asleep > 0) {
				this.asleep--;
			}
			else {
				this.follower.turn();
			}
		}

		/**
		 * What the store has noted would be copied with each further call.
		 */
		private void forgetCalls() {
			this.store.calls();
			this.store.appends().clear();
			this.store.observed().clear();
			this.store.timesToLive().clear();
		}

		private void fallAsleep() {
			this.asleep = 3;
		}

		void act() {
			DayRegion region = this.regions.get(this.random.nextInt(this.regions.size()));
			EntryKey key = EntryKey.of(region.region.name(), "" + this.random.nextInt(KEYS));
			switch (this.random.nextInt(100)) {
				case 0, 1, 2, 3 -> this.node.invalidate(List.of(tag(key)), Mode.HARD).join();
				case 4, 5 -> region.region.evict(key).join();
				case 6 ->
					region.region.put(Map.of(key, NewEntry.of("put", Workbench.TEXT, List.of(tag(key)))), null).join();
				case 7 -> fallAsleep();
				case 8 -> region.readWhileTheStoreFails(key);
				case 9 -> region.readAndInvalidateMeanwhile(key);
				default -> region.read(key, () -> {
				});
			}
		}

	}

	/**
	 * One region of a node, and what a caller and a listener of it saw.
	 */
	private final class DayRegion implements RegionEvents {

		/** When the newest entry of each key was made that this node knows, in ms. */
		private final Map<EntryKey, Long> madeAt = new HashMap<>();

		private final Map<MissReason, Long> told = new EnumMap<>(MissReason.class);

		private final DayNode owner;

		private final Region region;

		private long served;

		private long unserved;

		DayRegion(DayNode owner, String name, @Nullable NearSettings near) {
			this.owner = owner;
			RegionEnvironment environment = new RegionEnvironment(owner.node,
					new WriteBehind(owner.store, DayOfMissesTests.this::nanoTime),
					Registrations.immediate(owner.node, DayOfMissesTests.this::nanoTime), new TextCodec(1),
					UnstorableValues.logged(), Runnable::run, DayOfMissesTests.this.time,
					DayOfMissesTests.this::nanoTime, owner.random, LoadWaits.byTimeOfJvm(), this, Observer.NONE);
			this.region = new Region(name, new RegionSettings(TIME_TO_LIVE, 0, true, Compression.NONE, null, near),
					environment);
		}

		void read(EntryKey key, Runnable duringLoad) {
			if (this.region.readNear(key.local(), Workbench.TEXT, LiteralTags.NONE) != null) {
				this.served++;
				return;
			}
			boolean[] loaded = new boolean[1];
			try {
				this.region.get(new TextCall(key, List.of(tag(key)), (value) -> List.of(tag(key))), () -> {
					loaded[0] = true;
					duringLoad.run();
					return "loaded";
				});
			}
			catch (LoadFailedException ex) {
				throw new AssertionError(ex);
			}
			if (loaded[0]) {
				this.unserved++;
			}
			else {
				this.served++;
			}
		}

		void readAndInvalidateMeanwhile(EntryKey key) {
			read(key, () -> this.owner.node.invalidate(List.of(tag(key)), Mode.HARD).join());
		}

		/**
		 * The near cache may have the entry, so that nothing fails.
		 */
		void readWhileTheStoreFails(EntryKey key) {
			if (this.region.readNear(key.local(), Workbench.TEXT, LiteralTags.NONE) != null) {
				this.served++;
				return;
			}
			this.owner.store.fail(Call.GET);
			try {
				this.region.lookupInStore(key, Workbench.TEXT).join();
			}
			catch (CompletionException ex) {
				assertThat(ex).hasCauseInstanceOf(StoreException.class);
				this.unserved++;
			}
		}

		@Override
		public void missed(EntryKey key, MissReason reason) {
			this.told.merge(reason, 1L, Long::sum);
			if (reason == MissReason.EXPIRED) {
				assertThat(this.madeAt).containsKey(key);
				assertThat(DayOfMissesTests.this.time.millis() - this.madeAt.get(key))
					.as("age of an entry that is said to have expired")
					.isGreaterThanOrEqualTo(TIME_TO_LIVE.toMillis());
			}
		}

		@Override
		public void hit(EntryKey key, List<String> tags, Level level, long createdAt) {
			this.madeAt.put(key, createdAt);
		}

		@Override
		public void stored(EntryKey key, List<String> tags) {
			this.madeAt.put(key, DayOfMissesTests.this.time.millis());
		}

		@Override
		public void evicted(EntryKey key) {
			this.madeAt.remove(key);
		}

	}

}
