package io.github.taggedcache.benchmarks.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.taggedcache.benchmarks.product.ArticleCache;
import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.product.Server;
import io.github.taggedcache.benchmarks.result.Estimate;
import io.github.taggedcache.benchmarks.result.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long it takes to invalidate a tag, by the number of entries that have it. The
 * numbers take turns, so that all have their share of what else happens.
 */
public final class InvalidateBySize implements Program {

	private static final Logger logger = LoggerFactory.getLogger(InvalidateBySize.class);

	private static final int WARM_UP = 2000;

	private static final int BEFORE_EACH = 50;

	/**
	 * Where invalidated entries stay in Redis, they are invalidated again: it makes no
	 * difference to those products, and gives more samples.
	 */
	private static final int AGAIN = 50;

	@Override
	public List<Result> run(Length length) {
		List<Result> results = new ArrayList<>();
		for (Product product : List.of(Product.TAGGED_REMOTE, Product.TWO_ROUND_TRIPS, Product.KEY_SET_INDEX)) {
			Server.flush();
			try (ArticleCache cache = product.open()) {
				results.addAll(measure(product, cache, length));
			}
		}
		Server.flush();
		return results;
	}

	private List<Result> measure(Product product, ArticleCache cache, Length length) {
		Map<Integer, List<Double>> samples = new TreeMap<>();
		invalidateNothing(cache, WARM_UP);
		for (int round = 0; round < length.repetitions() * 2; round++) {
			for (int count = 1; count <= length.entries(); count *= 10) {
				samples.computeIfAbsent(count, (absent) -> new ArrayList<>())
					.addAll(measure(cache, count, product != Product.KEY_SET_INDEX));
			}
		}
		List<Result> results = new ArrayList<>();
		samples.forEach((count, micros) -> {
			Estimate estimate = Estimate.of(micros.stream().mapToDouble(Double::doubleValue).toArray());
			results.add(new Result("InvalidateBySize", product, Map.of("entries", Integer.toString(count)), estimate,
					"us",
					Map.of("median us", micros.stream().sorted().skip(micros.size() / 2).findFirst().orElseThrow())));
		});
		results.forEach((result) -> logger.info("{}", result));
		return results;
	}

	private static List<Double> measure(ArticleCache cache, int count, boolean again) {
		try (ManyEntries entries = new ManyEntries(cache, count)) {
			entries.fill();
			invalidateNothing(cache, BEFORE_EACH);
			List<Double> samples = new ArrayList<>();
			samples.add(entries.invalidate());
			entries.check(false);
			for (int i = 0; again && i < AGAIN; i++) {
				samples.add(entries.invalidate());
			}
			return samples;
		}
	}

	private static void invalidateNothing(ArticleCache cache, int times) {
		for (int i = 0; i < times; i++) {
			cache.invalidate(0L, "of-nothing");
		}
	}

}
