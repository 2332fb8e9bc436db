package io.github.taggedcache.transaction;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code tagged-cache.transaction-aware: false}: everything happens at once.
 */
class TransactionAwarenessOffTests {

	@RegisterExtension
	static final TwoInstances instances = new TwoInstances().with("tagged-cache.transaction-aware=false");

	private final Instance one = instances.one();

	private final Instance other = instances.other();

	@BeforeEach
	void load() {
		this.other.articles().find(1);
	}

	private boolean isCachedElsewhere() {
		return CompletableFuture.supplyAsync(() -> this.other.isCached(1)).join();
	}

	@Test
	void invalidationIsMadeAtOnce() {
		this.one.transaction().executeWithoutResult((status) -> {
			this.one.manager().invalidateTags("article:1");
			assertThat(isCachedElsewhere()).isFalse();
		});
	}

	@Test
	void evictionIsMadeAtOnce() {
		this.one.transaction().executeWithoutResult((status) -> {
			this.one.cache().evict(1L);
			assertThat(isCachedElsewhere()).isFalse();
		});
	}

	@Test
	void loadedValueIsStoredAtOnce() {
		this.one.manager().invalidateTags("article:1");
		this.one.transaction().executeWithoutResult((status) -> {
			this.one.articles().find(1);
			assertThat(isCachedElsewhere()).isTrue();
			status.setRollbackOnly();
		});
	}

	@Test
	void annotatedInvalidationIsNotRepeated() {
		this.one.transaction().executeWithoutResult((status) -> {
			this.one.articles().rename(1, "new");
			CompletableFuture.runAsync(() -> this.other.articles().find(1)).join();
		});
		assertThat(this.other.isCached(1)).isTrue();
	}

}
