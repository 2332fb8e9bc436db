package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A stale value stands in for a failure, but not in a transaction that has made the value
 * old by a tag that only the value tells.
 */
class StaleInTransactionTests {

	private static final Article OLD = new Article(1, Database.AUTHOR, "old");

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Library.class, RecordedTransactions.class)
		.with("tagged-cache.defaults.stale-if-error=1m");

	private final Library library = application.bean(Library.class);

	private final TransactionTemplate transaction = new TransactionTemplate(
			application.bean(RecordedTransactions.class));

	private void makeStaleAndFail(CachedCall call) {
		call.on(this.library, 1);
		application.manager().softInvalidateTags("article:1");
		application.database().failWith(new IllegalStateException("no database"));
	}

	@ParameterizedTest
	@EnumSource
	void valueThatTheTransactionHasMadeOldDoesNotStandIn(CachedCall call) {
		makeStaleAndFail(call);
		this.transaction.executeWithoutResult((status) -> {
			application.manager().invalidateTags("author:" + Database.AUTHOR);
			assertThatException().isThrownBy(() -> call.on(this.library, 1)).withStackTraceContaining("no database");
			status.setRollbackOnly();
		});
		assertThat(call.on(this.library, 1)).isEqualTo(OLD);
	}

	/**
	 * A publisher is subscribed beside the cache in a transaction that has made anything
	 * old.
	 */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "MONO", "SYNC_MONO", "FLUX", "SYNC_FLUX" })
	void otherValueStandsIn(CachedCall call) {
		makeStaleAndFail(call);
		this.transaction.executeWithoutResult((status) -> {
			application.manager().invalidateTags("author:8");
			assertThat(call.on(this.library, 1)).isEqualTo(OLD);
		});
	}

}
