package io.github.taggedcache.transaction;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.region.RegionEnvironment;
import io.github.taggedcache.core.region.RegionSettings;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.memory.MemoryStore;
import io.github.taggedcache.json.JsonCodec;
import io.github.taggedcache.transaction.Change.Invalidation;
import io.github.taggedcache.transaction.Change.Put;
import io.github.taggedcache.transaction.Change.Store;
import io.github.taggedcache.transaction.Change.Write;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a transaction keeps for its commit.
 */
class JournalTests {

	private final Journal journal = new Journal();

	private final MemoryStore store = new MemoryStore(InstantSource.system(), 100);

	private final Node node = new Node(this.store, new Retention());

	private final Region region = new Region("articles",
			new RegionSettings(Duration.ofHours(1), 0, true, Compression.NONE, ValueType.of(String.class, "this test")),
			new RegionEnvironment(this.node, this.store, new JsonCodec(JsonMapper.shared()), Runnable::run,
					InstantSource.system(), System::nanoTime, RandomGenerator.getDefault()));

	private static EntryKey key(int id) {
		return EntryKey.of("articles", "L" + id);
	}

	private static Store store(int id, String... tags) {
		return new Store(key(id), List.of(tags), new Write(() -> CompletableFuture.completedFuture(true), (ex) -> {
		}));
	}

	private Put put(int id) {
		return new Put(this.region, key(id), List.of(), store(id).value());
	}

	@Test
	void oneThousandValuesAreKept() {
		IntStream.range(0, 1500).forEach((id) -> this.journal.add(store(id)));
		assertThat(this.journal.plan().stores()).hasSize(1000);
	}

	@Test
	void putForWhichThereIsNoRoomEvictsItsKey() {
		IntStream.range(0, 1000).forEach((id) -> this.journal.add(store(id)));
		this.journal.add(put(1000));
		assertThat(this.journal.plan().puts()).isEmpty();
		assertThat(this.journal.plan().allKeys()).containsExactly(key(1000));
	}

	/**
	 * A method's token goes on through its own invalidation, and not through others.
	 */
	@Test
	void methodIsNotToldOfWhatOthersInvalidatedToo() {
		this.journal.add(new Invalidation(Mode.HARD, List.of("author:1"), (appended) -> {
		}));
		assertThat(this.journal.plan().own()).containsOnlyKeys(Mode.HARD);
		this.journal.add(new Invalidation(Mode.HARD, List.of("author:2"), null));
		assertThat(this.journal.plan().own()).isEmpty();
	}

	@Test
	void valueWithADirtyTagIsDropped() {
		this.journal.add(store(1, "author:1"));
		this.journal.add(new Invalidation(Mode.HARD, List.of("author:1"), null));
		assertThat(this.journal.plan().stores()).isEmpty();
	}

	@Test
	void namespaceMakesEverythingOld() {
		this.journal.add(new Invalidation(Mode.HARD, List.of(TagName.NAMESPACE), null));
		assertThat(this.journal.isDirty(key(1), List.of())).isTrue();
	}

	@Test
	void rollbackToASavepointForgetsWhatWasSaidAfterIt() {
		Object savepoint = new Object();
		this.journal.add(new Invalidation(Mode.HARD, List.of("author:1"), null));
		this.journal.setSavepoint(savepoint);
		this.journal.add(new Invalidation(Mode.SOFT, List.of("author:2"), null));
		this.journal.rollBackTo(savepoint);
		assertThat(this.journal.plan().tags()).containsOnlyKeys(Mode.HARD);
		assertThat(this.journal.isDirty(key(1), List.of("author:2"))).isFalse();
	}

	@Test
	void rollbackToAnUnknownSavepointKeepsInvalidationsAndNoValues() {
		this.journal.add(new Invalidation(Mode.HARD, List.of("author:1"), null));
		this.journal.add(store(2));
		this.journal.rollBackTo(new Object());
		assertThat(this.journal.plan().tags()).containsOnlyKeys(Mode.HARD);
		assertThat(this.journal.plan().stores()).isEmpty();
	}

	@Test
	void rollbackToAnUnknownSavepointEvictsWhatWasPut() {
		this.journal.add(put(1));
		this.journal.rollBackTo(new Object());
		assertThat(this.journal.plan().puts()).isEmpty();
		assertThat(this.journal.plan().allKeys()).containsExactly(key(1));
	}

}
