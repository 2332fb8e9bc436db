package io.github.taggedcache.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.report.Report;
import io.github.taggedcache.benchmarks.result.Measurement;
import io.github.taggedcache.benchmarks.result.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

class GroupTests {

	@Test
	void resultsOfJmhGetIntoTheReport(@TempDir Path directory) throws Exception {
		List<Result> results = new ArrayList<>();
		Group.CODEC.run(Effort.SMOKE, (all) -> {
			results.clear();
			results.addAll(all);
		});
		assertThat(results).extracting(Result::benchmark, Result::product, Result::unit)
			.containsExactlyInAnyOrder(tuple("Codec.encode", Product.NONE, "ns/op"),
					tuple("Codec.encode", Product.TAGGED, "ns/op"), tuple("Codec.decode", Product.NONE, "ns/op"),
					tuple("Codec.decode", Product.TAGGED, "ns/op"));
		assertThat(results).allSatisfy((result) -> {
			assertThat(result.value().mean()).isPositive();
			assertThat(result.parameters()).containsExactly(entry("threads", "1"));
			assertThat(result.further()).containsOnlyKeys("cpu us");
		});
		new Report(List.of(new Measurement("codec", Map.of(), results))).writeTo(directory);
		assertThat(directory.resolve("benchmarks.md")).content().contains("A value to JSON", "A value from JSON");
	}

}
