package io.github.taggedcache.transaction;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What holds for {@code @Transactional} and {@code @InvalidateTags} on one method,
 * whichever of the two is outside.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AdviceOrderContract {

	@RegisterExtension
	final TwoInstances instances = instances();

	abstract TwoInstances instances();

	static <T> T apart(Supplier<T> action) {
		return CompletableFuture.supplyAsync(action).join();
	}

	@Test
	void entryIsOldAfterTheCommit() {
		this.instances.other().articles().find(1);
		this.instances.one().articles().renameInTransaction(1, "new");
		assertThat(this.instances.other().articles().find(1).title()).isEqualTo("new");
	}

	@Test
	void readerBeforeTheCommitOfAnOuterTransactionDoesNotKeepItsValue() {
		this.instances.one().transaction().executeWithoutResult((status) -> {
			this.instances.one().articles().renameInTransaction(1, "new");
			assertThat(apart(() -> this.instances.other().articles().find(1)).title()).isEqualTo("old");
		});
		assertThat(this.instances.other().articles().find(1).title()).isEqualTo("new");
	}

	@Test
	void checkedExceptionThatCommitsInvalidates() {
		this.instances.other().articles().find(1);
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.instances.one().articles().renameAndThrow(1, "new", new IOException("no")));
		assertThat(this.instances.other().articles().find(1).title()).isEqualTo("new");
	}

	@Test
	void exceptionThatRollsBackIsSeenByTheCaller() {
		assertThatIllegalStateException().isThrownBy(
				() -> this.instances.one().articles().renameAndThrow(1, "new", new IllegalStateException("no")));
		assertThat(this.instances.other().articles().find(1).title()).isEqualTo("old");
	}

	@Test
	void newTransactionIsSentAtItsOwnCommit() {
		this.instances.other().articles().find(1);
		this.instances.one().transaction().executeWithoutResult((status) -> {
			this.instances.one().articles().renameInNewTransaction(1, "new");
			assertThat(apart(() -> this.instances.other().articles().find(1)).title()).isEqualTo("new");
			status.setRollbackOnly();
		});
	}

	@Test
	void putOfTheSameMethodKeepsItsValue() throws IOException {
		this.instances.one().articles().putAndInvalidate(1, "new");
		assertThat(this.instances.other().isCached(1)).isTrue();
		assertThat(this.instances.other().articles().find(1).title()).isEqualTo("new");
	}

}
