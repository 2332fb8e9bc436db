package io.github.taggedcache.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.taggedcache.benchmarks.product.Article;
import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.product.Server;
import io.github.taggedcache.benchmarks.product.TaggedApplication;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions of a manager that has no database: what the caches add to each of them,
 * also to one that has nothing to do with a cache. JMH's own main class runs it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class Transactions {

	/** Whether the caches take part. */
	@Param({ "false", "true" })
	public boolean aware;

	private TaggedApplication application;

	private TransactionTemplate transactions;

	/**
	 * Fills the cache with one article.
	 */
	@Setup(Level.Trial)
	public void start() {
		Server.flush();
		this.application = new TaggedApplication(Product.NEAR_ENTRIES, "tagged-cache.transaction-aware=" + this.aware);
		this.transactions = new TransactionTemplate(this.application.initialised(new NoDatabase()));
		this.application.service().article(1L);
	}

	/**
	 * Stops everything.
	 */
	@TearDown(Level.Trial)
	public void stop() {
		this.application.close();
	}

	/**
	 * A transaction without anything in it.
	 * @return whether it was new
	 */
	@Benchmark
	public @Nullable Boolean empty() {
		return this.transactions.execute((status) -> status.isNewTransaction());
	}

	/**
	 * A transaction with a near hit.
	 * @return the article
	 */
	@Benchmark
	public @Nullable Article hit() {
		return this.transactions.execute((status) -> this.application.service().article(1L));
	}

	/** Begins and ends nothing. */
	private static final class NoDatabase extends AbstractPlatformTransactionManager {

		@Override
		protected Object doGetTransaction() {
			return this;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			// There is nothing to begin
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			// There is nothing to commit
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			// There is nothing to roll back
		}

	}

}
