package io.github.taggedcache.transaction;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.transaction.Change.Invalidation;
import io.github.taggedcache.transaction.Change.Store;
import io.github.taggedcache.transaction.Change.Write;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a transaction keeps for its commit.
 */
class JournalTests {

	private final Journal journal = new Journal();

	private static EntryKey key(int id) {
		return EntryKey.of("articles", "L" + id);
	}

	private static Store store(int id, String... tags) {
		return new Store(key(id), List.of(tags), new Write(() -> CompletableFuture.completedFuture(true), (ex) -> {
		}));
	}

	@Test
	void oneThousandValuesAreKept() {
		IntStream.range(0, 1500).forEach((id) -> this.journal.add(store(id)));
		assertThat(this.journal.plan().stores()).hasSize(1000);
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

}
