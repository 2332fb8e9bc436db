package io.github.taggedcache.benchmarks.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.taggedcache.benchmarks.product.Article;
import io.github.taggedcache.benchmarks.product.ArticleCache;
import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.product.Server;
import io.github.taggedcache.benchmarks.result.Estimate;
import io.github.taggedcache.benchmarks.result.Result;

/**
 * What one instance costs Redis while nobody uses it, less what Redis does without any.
 */
public final class Idle implements Program {

	private static final String COMMANDS = "total_commands_processed";

	private static final String RECEIVED = "total_net_input_bytes";

	private static final String SENT = "total_net_output_bytes";

	private static final List<String> CPU = List.of("used_cpu_user", "used_cpu_sys");

	@Override
	public List<Result> run(Length length) throws InterruptedException {
		Map<String, Double> without = watch(length.idleSeconds());
		List<Result> results = new ArrayList<>();
		for (Product product : List.of(Product.REDIS_CACHE_MANAGER, Product.JETCACHE, Product.REDISSON_LOCAL_CACHED_MAP,
				Product.TAGGED)) {
			Server.flush();
			try (ArticleCache cache = product.open()) {
				cache.put(1L, Article.of(1), Article.tags(1, 3));
				TimeUnit.SECONDS.sleep(1);
				Map<String, Double> with = watch(length.idleSeconds());
				with.replaceAll((name, value) -> value - without.getOrDefault(name, 0.0));
				double cpu = CPU.stream().mapToDouble((name) -> with.getOrDefault(name, 0.0)).sum();
				results.add(new Result("Idle", product, Map.of("seconds", Integer.toString(length.idleSeconds())),
						new Estimate(with.getOrDefault(COMMANDS, 0.0), Double.NaN), "commands/s",
						Map.of("B/s to Redis", with.getOrDefault(RECEIVED, 0.0), "B/s from Redis",
								with.getOrDefault(SENT, 0.0), "% of a core", cpu * 100)));
			}
		}
		return results;
	}

	/**
	 * What grows by how much in a second.
	 */
	private static Map<String, Double> watch(int seconds) throws InterruptedException {
		Map<String, String> before = Server.info();
		long began = System.nanoTime();
		TimeUnit.SECONDS.sleep(seconds);
		Map<String, String> after = Server.info();
		double elapsed = (System.nanoTime() - began) / 1e9;
		return Stream.concat(Stream.of(COMMANDS, RECEIVED, SENT), CPU.stream())
			.collect(
					Collectors.toMap((name) -> name, (name) -> (number(after, name) - number(before, name)) / elapsed));
	}

	private static double number(Map<String, String> info, String name) {
		return Double.parseDouble(info.getOrDefault(name, "0"));
	}

}
