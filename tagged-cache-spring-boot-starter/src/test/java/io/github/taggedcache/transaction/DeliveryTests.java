package io.github.taggedcache.transaction;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.region.RegionEnvironment;
import io.github.taggedcache.core.region.RegionSettings;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.memory.MemoryStore;
import io.github.taggedcache.json.JsonCodec;
import io.github.taggedcache.transaction.Change.Put;
import io.github.taggedcache.transaction.Change.Store;
import io.github.taggedcache.transaction.Change.Write;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When an outbox hears that its invalidations are recorded. A put is one of them: it is a
 * key event.
 */
class DeliveryTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private final MemoryStore store = new MemoryStore(InstantSource.system(), 100);

	private final Node node = new Node(this.store, new Retention());

	private final Region region = new Region("articles",
			new RegionSettings(Duration.ofHours(1), 0, true, Compression.NONE, ValueType.of(String.class, "this test")),
			new RegionEnvironment(this.node, this.store, new JsonCodec(JsonMapper.shared()), Runnable::run,
					InstantSource.system(), System::nanoTime, RandomGenerator.getDefault()));

	private final List<String> heard = new ArrayList<>();

	private final Delivery delivery = new Delivery(this.node, Runnable::run, (tags, keys, cause) -> {
	});

	private void deliver(List<Put> puts, List<Store> stores) {
		this.delivery.deliver(new Plan(Map.of(), Map.of(), Set.of(), Map.of(), puts, stores),
				List.of(() -> this.heard.add("delivered")));
	}

	private Write write(boolean succeeds) {
		return new Write(() -> {
			this.heard.add("written");
			return succeeds ? CompletableFuture.completedFuture(true)
					: CompletableFuture.failedFuture(new StoreException("Redis is away", null));
		}, (failure) -> this.heard.add("failed"));
	}

	@Test
	void outboxHearsOfAPutAfterThePut() {
		deliver(List.of(new Put(this.region, KEY, List.of(), write(true))), List.of());
		assertThat(this.heard).containsExactly("written", "delivered");
	}

	@Test
	void outboxHearsNothingOfAPutThatFailed() {
		deliver(List.of(new Put(this.region, KEY, List.of(), write(false))), List.of());
		assertThat(this.heard).containsExactly("written", "failed");
	}

	@Test
	void loadThatIsNotStoredHoldsBackNothing() {
		deliver(List.of(), List.of(new Store(KEY, List.of(), write(false))));
		assertThat(this.heard).containsExactly("written", "failed", "delivered");
	}

	@Test
	void outboxHearsNothingOfAnInvalidationThatFailed() {
		List<String> failed = new ArrayList<>();
		Delivery failing = new Delivery(new Node(new FailingLog(this.store), new Retention()), Runnable::run,
				(tags, keys, cause) -> failed.addAll(tags.get(Mode.HARD)));
		Plan plan = new Plan(Map.of(Mode.HARD, Set.of("author:1")), Map.of(), Set.of(), Map.of(), List.of(), List.of());
		assertThat(failing.deliver(plan, List.of(() -> this.heard.add("delivered"))))
			.isInstanceOf(StoreException.class);
		assertThat(failed).containsExactly("author:1");
		assertThat(this.heard).isEmpty();
	}

	/**
	 * What this process has in memory alone would be lost with it.
	 */
	@Test
	void outboxHearsNothingWhileAnInvalidationWaits() {
		this.node.hold(List.of("author:1"), List.of());
		deliver(List.of(new Put(this.region, KEY, List.of(), write(true))), List.of());
		assertThat(this.heard).containsExactly("written");
	}

}
