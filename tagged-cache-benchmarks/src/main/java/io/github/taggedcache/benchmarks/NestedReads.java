package io.github.taggedcache.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.taggedcache.benchmarks.product.Article;
import io.github.taggedcache.benchmarks.product.ArticleService;
import io.github.taggedcache.benchmarks.product.PageService;
import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.product.Server;
import io.github.taggedcache.benchmarks.product.TaggedApplication;
import io.github.taggedcache.core.load.LoadScope;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Reads inside of loads: what it costs that a value knows what it was made from. No other
 * product does that, so this is not in the report; JMH's own main class runs it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class NestedReads {

	private static final int ARTICLES = 1000;

	private static final int READS = 100;

	private TaggedApplication application;

	private ArticleService articles;

	private PageService pages;

	private int next;

	private long nextPage;

	/**
	 * Fills the cache with articles.
	 */
	@Setup(Level.Trial)
	public void start() {
		Server.flush();
		this.application = new TaggedApplication(Product.NEAR_ENTRIES);
		this.articles = this.application.service();
		this.pages = this.application.bean(PageService.class);
		for (long id = 0; id < ARTICLES; id++) {
			this.articles.article(id);
		}
	}

	/**
	 * Stops everything.
	 */
	@TearDown(Level.Trial)
	public void stop() {
		this.application.close();
	}

	/**
	 * A hit outside of any load.
	 * @return the article
	 */
	@Benchmark
	public Article hit() {
		this.next = (this.next + 1) % ARTICLES;
		return this.articles.article((long) this.next);
	}

	/**
	 * A hit inside of a load, one of a hundred.
	 * @return the last article
	 */
	@Benchmark
	@OperationsPerInvocation(READS)
	public Article hitInLoad() {
		return new LoadScope().run(this::hits);
	}

	private Article hits() {
		Article last = hit();
		for (int i = 1; i < READS; i++) {
			last = hit();
		}
		return last;
	}

	/**
	 * A miss whose load reads a cached value, and depends on it.
	 * @return the article
	 */
	@Benchmark
	public Article miss() {
		return this.pages.page(this.nextPage++);
	}

	/**
	 * The same miss, without the dependency.
	 * @return the article
	 */
	@Benchmark
	public Article looseMiss() {
		return this.pages.loosePage(this.nextPage++);
	}

}
