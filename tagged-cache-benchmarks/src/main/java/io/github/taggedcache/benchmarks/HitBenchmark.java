package io.github.taggedcache.benchmarks;

import java.util.Objects;
import java.util.stream.LongStream;

import io.github.taggedcache.benchmarks.product.Article;
import io.github.taggedcache.benchmarks.product.ArticleCache;
import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.product.Server;

/**
 * A filled cache, proven to hit where it claims to.
 */
final class HitBenchmark implements AutoCloseable {

	private static final int KEYS = 1000;

	private static final int CHECKED = 5000;

	private final Long[] keys = LongStream.range(0, KEYS).boxed().toArray(Long[]::new);

	private final String[][] tags;

	private final ArticleCache cache;

	HitBenchmark(Product product, int tagCount) {
		this.tags = LongStream.range(0, KEYS).mapToObj((key) -> Article.tags(key, tagCount)).toArray(String[][]::new);
		Server.flush();
		this.cache = product.open();
		for (Long key : this.keys) {
			this.cache.put(key, Article.of(key), this.tags[key.intValue()]);
		}
		for (int i = 0; i < KEYS; i++) {
			if (!Article.of(i).equals(hit(i))) {
				throw new IllegalStateException(product + " gives another article than was put");
			}
		}
	}

	ArticleCache cache() {
		return this.cache;
	}

	/**
	 * Reads, and fails where that is no hit.
	 */
	Article hit(int number) {
		int index = number % KEYS;
		return Objects.requireNonNull(this.cache.get(this.keys[index], this.tags[index]), "Not a hit");
	}

	/**
	 * How many commands Redis gets for a hit.
	 */
	double commandsForHit() {
		double before = Server.number("total_commands_processed");
		for (int i = 0; i < CHECKED; i++) {
			hit(i);
		}
		return (Server.number("total_commands_processed") - before) / CHECKED;
	}

	@Override
	public void close() {
		this.cache.close();
	}

}
