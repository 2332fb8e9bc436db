package io.github.taggedcache.core.region;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.event.Level;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.event.RegionStatistics;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A listener is told of each event with what is known of the entry.
 */
class RegionEventsTests {

	private static final List<String> NEAR_TAGS = List.of(TagName.NAMESPACE, TagName.ofRegion("articles"), "a");

	private final Workbench bench = Workbench.following();

	private final List<Object> events = new ArrayList<>();

	private final Region region = region();

	private long created;

	private Region region() {
		this.bench.listen(new Recorder());
		return this.bench.region(Workbench.NEAR);
	}

	@Test
	void missLoadAndStoreAreToldInThisOrder() throws Exception {
		get();
		assertThat(this.events).containsExactly(List.of("missed", Workbench.KEY, MissReason.ABSENT),
				List.of("loaded", Workbench.KEY, 5_000_000L), List.of("stored", Workbench.KEY, List.of("a")));
	}

	@Test
	void nearHitIsToldWithTheTagsOfTheEntry() throws Exception {
		get();
		this.events.clear();
		this.region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE);
		assertThat(this.events).containsExactly(List.of("hit", Workbench.KEY, NEAR_TAGS, Level.NEAR, this.created));
	}

	@Test
	void remoteHitIsToldWithTheTagsOfTheEntry() throws Exception {
		get();
		this.events.clear();
		Workbench.read(this.bench.region(Workbench.SETTINGS));
		assertThat(this.events)
			.containsExactly(List.of("hit", Workbench.KEY, List.of("a"), Level.REMOTE, this.created));
	}

	@Test
	void refusedLoadIsTold() throws Exception {
		long token = this.bench.register("a");
		this.bench.invalidate("a");
		this.bench.follow();
		this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token).join();
		assertThat(this.events).containsExactly(List.of("refused", Workbench.KEY, List.of("a")));
	}

	@Test
	void evictionAndClearAreTold() {
		this.region.evict(Workbench.KEY).join();
		this.region.clear().join();
		assertThat(this.events).containsExactly(List.of("evicted", Workbench.KEY), List.of("cleared", "articles"));
	}

	@Test
	void failureOfTheStoreIsTold() {
		this.bench.store().fail(Call.SET);
		assertThat(this.region.put(Map.of(Workbench.KEY, Workbench.entry("text")), null)).isCompletedExceptionally();
		assertThat(this.events).containsExactly(List.of("storeFailed", "articles"));
	}

	@Test
	void joinedLoadIsTold() {
		HeldLoader loader = new HeldLoader();
		var leader = this.region.retrieve(TextCall.tagged("a"), loader);
		var joiner = this.region.retrieve(TextCall.tagged("a"), loader);
		loader.finish("text");
		assertThat(List.of(leader, joiner)).allSatisfy((value) -> assertThat(value).isCompletedWithValue("text"));
		assertThat(this.events).contains(List.of("joined", Workbench.KEY));
	}

	@Test
	void statisticsAreOfOneMoment() throws Exception {
		RegionStatistics before = this.region.statistics();
		get();
		assertThat(before.loads()).isZero();
		assertThat(this.region.statistics().loads()).isOne();
	}

	@Test
	void nearHitAllocatesNothingWhereNobodyListens() throws Exception {
		this.bench.listen(RegionEvents.NONE);
		Region silent = this.bench.region(Workbench.NEAR);
		silent.get(TextCall.tagged("a"), () -> "text");
		assertThat(allocated(silent, 20_000)).isGreaterThanOrEqualTo(0);
		assertThat(allocated(silent, 10_000)).isLessThan(10_000);
	}

	private static long allocated(Region region, int reads) {
		com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		Object key = Workbench.KEY.local();
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < reads; i++) {
			if (region.readNear(key, Workbench.TEXT, LiteralTags.NONE) == null) {
				throw new AssertionError("not there");
			}
		}
		return threads.getCurrentThreadAllocatedBytes() - before;
	}

	private void get() throws Exception {
		this.region.get(TextCall.tagged("a"), () -> {
			this.bench.time().advance(Duration.ofMillis(5));
			return "text";
		});
		this.created = this.bench.time().millis();
	}

	/**
	 * Writes down what it is told.
	 */
	private final class Recorder implements RegionEvents {

		private void note(Object... event) {
			RegionEventsTests.this.events.add(List.of(event));
		}

		@Override
		public void hit(EntryKey key, List<String> tags, Level level, long createdAt) {
			note("hit", key, tags, level, createdAt);
		}

		@Override
		public void missed(EntryKey key, MissReason reason) {
			note("missed", key, reason);
		}

		@Override
		public void loaded(EntryKey key, long nanos, @Nullable Throwable failure) {
			note("loaded", key, nanos);
		}

		@Override
		public void joined(EntryKey key) {
			note("joined", key);
		}

		@Override
		public void stored(EntryKey key, List<String> tags) {
			note("stored", key, tags);
		}

		@Override
		public void refused(EntryKey key, List<String> tags) {
			note("refused", key, tags);
		}

		@Override
		public void evicted(EntryKey key) {
			note("evicted", key);
		}

		@Override
		public void cleared(String region) {
			note("cleared", region);
		}

		@Override
		public void storeFailed(String region, Throwable cause) {
			note("storeFailed", region);
		}

	}

}
