package io.github.taggedcache.transaction;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.transaction.Instance.UncertainTransactionManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What transactions of a real database do to the caches, seen from two instances.
 */
class JdbcTransactionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@RegisterExtension
	static final TwoInstances instances = new TwoInstances();

	private final Instance one = instances.one();

	private final Instance other = instances.other();

	private final Articles articles = this.one.articles();

	private final Articles elsewhere = this.other.articles();

	private final TransactionTemplate transaction = this.one.transaction();

	static Stream<Named<Consumer<Instance>>> changes() {
		return Stream.of(Named.of("invalidateTags", (instance) -> instance.manager().invalidateTags("article:1")),
				Named.of("softInvalidateTags", (instance) -> instance.manager().softInvalidateTags("article:1")),
				Named.of("invalidateAll", (instance) -> instance.manager().invalidateAll()),
				Named.of("evict", (instance) -> instance.cache().evict(1L)),
				Named.of("clear", (instance) -> instance.cache().clear()),
				Named.of("put", (instance) -> instance.cache().put(1L, new Article(1, 1, "new"), "article:1")),
				Named.of("@CacheEvict", (instance) -> instance.articles().evict(1, "new")),
				Named.of("@CacheEvict of all entries", (instance) -> instance.articles().clear(1, "new")),
				Named.of("@CachePut", (instance) -> instance.articles().put(1, "new")));
	}

	/**
	 * Runs on a thread of its own, since transactions are bound to threads.
	 */
	private static <T> T apart(Supplier<T> action) {
		return CompletableFuture.supplyAsync(action).join();
	}

	private Article findElsewhere(long id) {
		return apart(() -> this.elsewhere.find(id));
	}

	private boolean isCachedElsewhere(long id) {
		return apart(() -> this.other.isCached(id));
	}

	private String titleElsewhere() {
		ValueWrapper found = apart(() -> this.other.cache().get(1L));
		return (found != null && found.get() instanceof Article article) ? article.title() : "nothing";
	}

	@ParameterizedTest
	@MethodSource("changes")
	void changeWaitsForTheCommit(Consumer<Instance> change) {
		findElsewhere(1);
		this.transaction.executeWithoutResult((status) -> {
			change.accept(this.one);
			assertThat(titleElsewhere()).isEqualTo("old");
		});
		assertThat(titleElsewhere()).isNotEqualTo("old");
	}

	@ParameterizedTest
	@MethodSource("changes")
	void changeIsDroppedByARollback(Consumer<Instance> change) {
		findElsewhere(1);
		this.transaction.executeWithoutResult((status) -> {
			change.accept(this.one);
			status.setRollbackOnly();
		});
		assertThat(titleElsewhere()).isEqualTo("old");
	}

	@Test
	void putIsReadByOtherInstancesAfterTheCommit() {
		this.transaction.executeWithoutResult((status) -> this.articles.put(1, "new"));
		assertThat(titleElsewhere()).isEqualTo("new");
	}

	@Test
	void putOfATransactionThatRollsBackIsNeverRead() {
		this.transaction.executeWithoutResult((status) -> {
			this.articles.put(1, "new");
			assertThat(findElsewhere(1).title()).isEqualTo("old");
			status.setRollbackOnly();
		});
		assertThat(titleElsewhere()).isEqualTo("old");
		assertThat(this.articles.find(1).title()).isEqualTo("old");
	}

	@Test
	void putIfAbsentOfATransactionThatRollsBackIsNeverRead() {
		this.transaction.executeWithoutResult((status) -> {
			assertThat(this.one.cache().putIfAbsent(1L, new Article(1, 1, "new"))).isNull();
			status.setRollbackOnly();
		});
		assertThat(isCachedElsewhere(1)).isFalse();
	}

	@Test
	void putWhoseTagTheTransactionInvalidatesEvictsItsKey() {
		findElsewhere(1);
		this.transaction.executeWithoutResult((status) -> {
			this.articles.put(1, "new");
			this.one.manager().invalidateTags("author:1");
		});
		assertThat(titleElsewhere()).isEqualTo("nothing");
	}

	@Test
	void lastOfAPutAndAnEvictionCounts() {
		this.transaction.executeWithoutResult((status) -> {
			this.articles.put(1, "new");
			this.one.cache().evict(1L);
			this.one.cache().evict(2L);
			this.articles.put(2, "new");
		});
		assertThat(isCachedElsewhere(1)).isFalse();
		assertThat(isCachedElsewhere(2)).isTrue();
	}

	@Test
	void transactionReadsItsOwnChangeAndNobodyElseDoes() {
		this.articles.find(1);
		this.transaction.executeWithoutResult((status) -> {
			this.articles.rename(1, "new");
			assertThat(this.articles.find(1).title()).isEqualTo("new");
			assertThat(this.articles.findInOneLoad(1).title()).isEqualTo("new");
			assertThat(this.one.cache().get(1L)).isNull();
			assertThat(findElsewhere(1).title()).isEqualTo("old");
			status.setRollbackOnly();
		});
		assertThat(this.articles.find(1).title()).isEqualTo("old");
		assertThat(findElsewhere(1).title()).isEqualTo("old");
	}

	@Test
	void entryWithATagThatOnlyItsResultTellsIsBypassedAsWell() {
		this.articles.find(1);
		this.transaction.executeWithoutResult((status) -> {
			this.articles.write(1, "new");
			this.one.manager().invalidateTags("author:1");
			assertThat(this.articles.find(1).title()).isEqualTo("new");
			assertThat(this.articles.findInOneLoad(1).title()).isEqualTo("new");
		});
		assertThat(findElsewhere(1).title()).isEqualTo("new");
	}

	@Test
	void evictingCallWaitsForTheCommit() {
		findElsewhere(1);
		this.transaction.executeWithoutResult((status) -> {
			this.one.manager().evicting(this.articles).find(1);
			assertThat(isCachedElsewhere(1)).isTrue();
			status.setRollbackOnly();
		});
		assertThat(isCachedElsewhere(1)).isTrue();
		this.transaction.executeWithoutResult((status) -> this.one.manager().evicting(this.articles).find(1));
		assertThat(isCachedElsewhere(1)).isFalse();
	}

	@Test
	void entryOfAnEvictedKeyIsBypassed() {
		this.articles.find(1);
		this.transaction.executeWithoutResult((status) -> {
			this.articles.evict(1, "new");
			assertThat(this.articles.find(1).title()).isEqualTo("new");
			status.setRollbackOnly();
		});
		assertThat(findElsewhere(1).title()).isEqualTo("old");
	}

	static Stream<Named<BiFunction<TaggedCache, Supplier<Article>, Article>>> loaders() {
		return Stream.of(Named.of("get", (cache, loader) -> cache.get(1L, loader::get)), Named.of("retrieve",
				(cache, loader) -> cache.retrieve(1L, () -> CompletableFuture.completedFuture(loader.get())).join()));
	}

	@ParameterizedTest
	@MethodSource("loaders")
	void loaderOfAnEvictedKeySeesTheTransactionAndNothingIsStored(
			BiFunction<TaggedCache, Supplier<Article>, Article> load) {
		findElsewhere(1);
		this.transaction.executeWithoutResult((status) -> {
			this.articles.write(1, "new");
			this.one.cache().evict(1L);
			assertThat(load.apply(this.one.cache(), () -> this.articles.read(1)).title()).isEqualTo("new");
		});
		assertThat(titleElsewhere()).isEqualTo("nothing");
	}

	@ParameterizedTest
	@MethodSource("loaders")
	void loaderOfAnEntryWithADirtyTagIsAskedAndNothingIsStoredAfterARollback(
			BiFunction<TaggedCache, Supplier<Article>, Article> load) {
		this.articles.find(1);
		this.transaction.executeWithoutResult((status) -> {
			this.one.manager().invalidateTags("author:1");
			assertThat(load.apply(this.one.cache(), () -> new Article(1, 1, "new")).title()).isEqualTo("new");
			status.setRollbackOnly();
		});
		assertThat(titleElsewhere()).isEqualTo("old");
	}

	@Test
	void entryWithADirtyTagIsNotRetrieved() {
		this.articles.find(1);
		this.articles.find(2);
		this.transaction.executeWithoutResult((status) -> {
			this.one.manager().invalidateTags("author:1");
			assertThat(this.one.cache().retrieve(1L).join()).isNull();
			assertThat(this.one.cache().retrieve(2L).join()).isNotNull();
		});
	}

	@Test
	void entriesWithoutADirtyTagAreServed() {
		this.articles.find(2);
		int loads = this.articles.loads();
		this.transaction.executeWithoutResult((status) -> {
			this.articles.rename(1, "new");
			this.articles.find(2);
			this.articles.findInOneLoad(2);
		});
		assertThat(this.articles.loads()).isEqualTo(loads);
	}

	static Stream<Named<Consumer<Articles>>> reads() {
		return Stream.of(Named.of("plain", (articles) -> articles.find(1)),
				Named.of("sync", (articles) -> articles.findInOneLoad(1)));
	}

	@ParameterizedTest
	@MethodSource("reads")
	void loadedValueIsStoredAfterTheCommit(Consumer<Articles> read) {
		this.transaction.executeWithoutResult((status) -> {
			read.accept(this.articles);
			assertThat(isCachedElsewhere(1)).isFalse();
		});
		assertThat(titleElsewhere()).isEqualTo("old");
	}

	@ParameterizedTest
	@MethodSource("reads")
	void loadedValueIsNotStoredAfterARollback(Consumer<Articles> read) {
		this.transaction.executeWithoutResult((status) -> {
			read.accept(this.articles);
			status.setRollbackOnly();
		});
		assertThat(isCachedElsewhere(1)).isFalse();
	}

	@ParameterizedTest
	@MethodSource("reads")
	void valueThatSawAnUncommittedChangeIsNotStored(Consumer<Articles> read) {
		this.transaction.executeWithoutResult((status) -> {
			this.articles.write(1, "new");
			read.accept(this.articles);
			this.one.manager().invalidateTags("author:1");
		});
		assertThat(isCachedElsewhere(1)).isFalse();
	}

	/**
	 * The snapshot of the transaction is as old as its first query. The other instance
	 * changes the row afterwards, and the load comes last.
	 */
	@ParameterizedTest
	@MethodSource("reads")
	void loadFromASnapshotIsRefusedAfterAnInvalidationSinceTheBegin(Consumer<Articles> read) {
		this.one.snapshot().executeWithoutResult((status) -> {
			this.articles.read(2);
			CompletableFuture.runAsync(() -> this.elsewhere.renameInTransaction(1, "new")).join();
			read.accept(this.articles);
			assertThat(this.articles.read(1).title()).isEqualTo("old");
		});
		assertThat(this.one.isCached(1)).isFalse();
		assertThat(findElsewhere(1).title()).isEqualTo("new");
	}

	/**
	 * The snapshot may be as old as the begin itself.
	 */
	@Test
	void tokenIsTakenBeforeTheTransactionOfTheDatabaseBegins() {
		this.one.bean(UncertainTransactionManager.class).afterBegin(() -> {
			this.articles.read(2);
			CompletableFuture.runAsync(() -> this.elsewhere.renameInTransaction(1, "new")).join();
			awaitInvalidationOfTheOtherInstance();
		});
		this.one.snapshot()
			.executeWithoutResult((status) -> assertThat(this.articles.find(1).title()).isEqualTo("old"));
		assertThat(this.one.isCached(1)).isFalse();
	}

	private void awaitInvalidationOfTheOtherInstance() {
		long invalidated = this.other.bean(Node.class).known();
		Node node = this.one.bean(Node.class);
		Awaitility.await("this instance knows of the invalidation")
			.atMost(PATIENCE)
			.until(() -> node.beginToken() >= invalidated);
	}

	/**
	 * A connection of the outer transaction may be read from in the inner one as well.
	 */
	@Test
	void tokenOfAnInnerTransactionIsNoNewerThanThatOfTheOuterOne() {
		CacheTransactions transactions = this.one.bean(CacheTransactions.class);
		this.transaction.executeWithoutResult((status) -> {
			long token = transactions.current().token();
			CompletableFuture.runAsync(() -> this.other.manager().invalidateTags("article:2")).join();
			awaitInvalidationOfTheOtherInstance();
			this.one.transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
				.executeWithoutResult((inner) -> assertThat(transactions.current().token()).isEqualTo(token));
		});
	}

	@Test
	void storeAfterTheCommitIsRefusedAfterAConcurrentInvalidation() {
		this.transaction.executeWithoutResult((status) -> {
			this.articles.find(1);
			CompletableFuture.runAsync(() -> this.elsewhere.renameInTransaction(1, "new")).join();
		});
		assertThat(isCachedElsewhere(1)).isFalse();
		assertThat(this.articles.find(1).title()).isEqualTo("new");
	}

	@Test
	void putAfterTheCommitIsRefusedAfterAConcurrentInvalidation() {
		this.transaction.executeWithoutResult((status) -> {
			this.articles.put(1, "new");
			CompletableFuture.runAsync(() -> this.other.manager().invalidateTags("author:1")).join();
		});
		assertThat(isCachedElsewhere(1)).isFalse();
	}

	/**
	 * The transaction has written and waits in its load. A caller outside must not get
	 * what only the transaction may see.
	 */
	@Test
	void loadInATransactionIsNotSharedWithOtherCallers() throws Exception {
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch read = new CountDownLatch(1);
		CompletableFuture<Void> writer = CompletableFuture
			.runAsync(() -> this.transaction.executeWithoutResult((status) -> {
				this.articles.write(1, "new");
				this.articles.duringLoad(() -> {
					if (loading.getCount() > 0) {
						loading.countDown();
						await(read);
					}
				});
				assertThat(this.articles.findInOneLoad(1).title()).isEqualTo("new");
				status.setRollbackOnly();
			}));
		await(loading);
		CompletableFuture<Article> reader = CompletableFuture.supplyAsync(() -> this.articles.findInOneLoad(1));
		assertThat(reader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).title()).isEqualTo("old");
		read.countDown();
		writer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	/**
	 * The other way round: the load that runs may have begun before a commit that the
	 * transaction sees.
	 */
	@Test
	void transactionDoesNotJoinALoadOfOtherCallers() throws Exception {
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch read = new CountDownLatch(1);
		this.articles.duringLoad(() -> {
			if (loading.getCount() > 0) {
				loading.countDown();
				await(read);
			}
		});
		CompletableFuture<Article> reader = CompletableFuture.supplyAsync(() -> this.articles.findInOneLoad(1));
		await(loading);
		String inTransaction = this.transaction.execute((status) -> {
			this.articles.write(1, "new");
			String title = this.articles.findInOneLoad(1).title();
			status.setRollbackOnly();
			return title;
		});
		assertThat(inTransaction).isEqualTo("new");
		read.countDown();
		reader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void newTransactionIsSentAtItsOwnCommitAndTheOuterOneIsDropped() {
		findElsewhere(1);
		findElsewhere(2);
		this.transaction.executeWithoutResult((status) -> {
			this.one.manager().invalidateTags("article:2");
			this.articles.renameInNewTransaction(1, "new");
			assertThat(isCachedElsewhere(1)).isFalse();
			assertThat(isCachedElsewhere(2)).isTrue();
			status.setRollbackOnly();
		});
		assertThat(isCachedElsewhere(2)).isTrue();
	}

	@Test
	void newTransactionThatRollsBackTakesNothingOfTheOuterOneWithIt() {
		findElsewhere(1);
		findElsewhere(2);
		this.transaction.executeWithoutResult((status) -> {
			this.one.manager().invalidateTags("article:2");
			this.one.transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW).executeWithoutResult((inner) -> {
				this.one.manager().invalidateTags("article:1");
				inner.setRollbackOnly();
			});
			assertThat(this.one.cache().get(2L)).isNull();
			assertThat(this.one.cache().get(1L)).isNotNull();
		});
		assertThat(isCachedElsewhere(1)).isTrue();
		assertThat(isCachedElsewhere(2)).isFalse();
	}

	@Test
	void invalidationWhereTheTransactionIsSuspendedIsSentAtOnce() {
		findElsewhere(1);
		this.transaction.executeWithoutResult((status) -> {
			this.one.transaction(TransactionDefinition.PROPAGATION_NOT_SUPPORTED)
				.executeWithoutResult((none) -> this.one.manager().invalidateTags("article:1"));
			assertThat(isCachedElsewhere(1)).isFalse();
		});
	}

	@Test
	void invalidationInASavepointThatIsRolledBackIsDropped() {
		findElsewhere(1);
		findElsewhere(2);
		this.transaction.executeWithoutResult((status) -> {
			this.one.manager().invalidateTags("article:2");
			this.one.transaction(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((nested) -> {
				this.one.manager().invalidateTags("article:1");
				nested.setRollbackOnly();
			});
			assertThat(this.one.cache().get(1L)).isNotNull();
		});
		assertThat(isCachedElsewhere(1)).isTrue();
		assertThat(isCachedElsewhere(2)).isFalse();
	}

	@Test
	void invalidationInASavepointIsSentAtTheOuterCommit() {
		findElsewhere(1);
		this.transaction.executeWithoutResult((status) -> {
			this.one.transaction(TransactionDefinition.PROPAGATION_NESTED)
				.executeWithoutResult((nested) -> this.one.manager().invalidateTags("article:1"));
			assertThat(isCachedElsewhere(1)).isTrue();
		});
		assertThat(isCachedElsewhere(1)).isFalse();
	}

	@Test
	void nothingLoadedAfterARollbackToASavepointIsStored() {
		this.transaction.executeWithoutResult((status) -> {
			this.articles.find(2);
			this.one.transaction(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((nested) -> {
				this.articles.write(1, "new");
				this.articles.find(1);
				nested.setRollbackOnly();
			});
		});
		assertThat(isCachedElsewhere(2)).isTrue();
		assertThat(isCachedElsewhere(1)).isFalse();
	}

	/**
	 * The persistence context may still show what was rolled back.
	 */
	@Test
	void valueLoadedAfterARollbackToASavepointIsNotStored() {
		this.transaction.executeWithoutResult((status) -> {
			this.one.transaction(TransactionDefinition.PROPAGATION_NESTED)
				.executeWithoutResult((nested) -> nested.setRollbackOnly());
			this.articles.find(1);
		});
		assertThat(isCachedElsewhere(1)).isFalse();
	}

	@Test
	void exceptionOfAnotherSynchronizationAfterTheCommitLosesNoInvalidation() {
		findElsewhere(1);
		assertThatIllegalStateException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					throw new IllegalStateException("after the commit");
				}

			});
			this.one.manager().invalidateTags("article:1");
		}));
		assertThat(isCachedElsewhere(1)).isFalse();
	}

	@Test
	void checkedExceptionThatCommitsInvalidates() {
		findElsewhere(1);
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.articles.renameAndThrow(1, "new", new IOException("no")));
		assertThat(findElsewhere(1).title()).isEqualTo("new");
	}

	@Test
	void checkedExceptionThatCommitsAnOuterTransactionInvalidatesAfterIt() {
		this.transaction.executeWithoutResult((status) -> {
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> this.articles.renameAndThrow(1, "new", new IOException("no")));
			findElsewhere(1);
			assertThat(isCachedElsewhere(1)).isTrue();
		});
		assertThat(findElsewhere(1).title()).isEqualTo("new");
	}

	@Test
	void commitOfUnknownOutcomeInvalidatesAndPutsNothing() {
		findElsewhere(1);
		findElsewhere(2);
		this.one.bean(UncertainTransactionManager.class).loseAnswer();
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				this.one.manager().invalidateTags("article:1");
				this.articles.put(2, "new");
			}));
		assertThat(isCachedElsewhere(1)).isFalse();
		assertThat(isCachedElsewhere(2)).isFalse();
	}

	/**
	 * A reader that comes between the end of the method and the commit caches what was
	 * before.
	 */
	@Test
	void annotatedInvalidationIsMadeAtOnceAndAgainAfterTheCommit() {
		findElsewhere(1);
		this.transaction.executeWithoutResult((status) -> {
			this.articles.rename(1, "new");
			assertThat(isCachedElsewhere(1)).isFalse();
			findElsewhere(1);
			assertThat(isCachedElsewhere(1)).isTrue();
		});
		assertThat(findElsewhere(1).title()).isEqualTo("new");
	}

	@Test
	void annotatedInvalidationIsNotRepeatedAfterARollback() {
		this.transaction.executeWithoutResult((status) -> {
			this.articles.rename(1, "new");
			findElsewhere(1);
			status.setRollbackOnly();
		});
		assertThat(titleElsewhere()).isEqualTo("old");
	}

	@Test
	void putAndInvalidationOfOneMethodKeepTheirValue() throws IOException {
		findElsewhere(1);
		this.articles.putAndInvalidate(1, "new");
		assertThat(titleElsewhere()).isEqualTo("new");
	}

	@Test
	void loadAfterTheCommitWhileOthersAreToldOfItIsNotStored() {
		this.transaction.executeWithoutResult((status) -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					JdbcTransactionTests.this.articles.find(1);
				}

				@Override
				public void afterCompletion(int completion) {
					JdbcTransactionTests.this.articles.find(2);
				}

			});
		});
		assertThat(isCachedElsewhere(1)).isFalse();
		assertThat(isCachedElsewhere(2)).isFalse();
	}

	@Test
	void invalidationWhileOthersAreToldOfTheEndIsSentAtOnce() {
		findElsewhere(1);
		findElsewhere(2);
		this.transaction.executeWithoutResult(
				(status) -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						JdbcTransactionTests.this.one.manager().invalidateTags("article:1");
					}

					@Override
					public void afterCompletion(int completion) {
						JdbcTransactionTests.this.one.manager().invalidateTags("article:2");
					}

				}));
		assertThat(isCachedElsewhere(1)).isFalse();
		assertThat(isCachedElsewhere(2)).isFalse();
	}

	@Test
	void transactionOfAManagerThatIsNoBeanStoresNothing() {
		UncertainTransactionManager unknown = new UncertainTransactionManager(this.one.bean(DataSource.class));
		findElsewhere(2);
		new TransactionTemplate(unknown).executeWithoutResult((status) -> {
			this.articles.find(1);
			this.articles.put(2, "new");
			assertThat(isCachedElsewhere(2)).isTrue();
		});
		assertThat(isCachedElsewhere(1)).isFalse();
		assertThat(isCachedElsewhere(2)).isFalse();
	}

	@Test
	void nothingOfATransactionIsLeftOnItsThread() {
		this.transaction.executeWithoutResult((status) -> this.one.manager().invalidateTags("article:1"));
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
		assertThat(this.one.bean(CacheTransactions.class).current()).isNull();
	}

}
