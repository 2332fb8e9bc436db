package io.github.taggedcache.benchmarks;

import java.nio.file.Path;

import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.report.Report;
import io.github.taggedcache.benchmarks.result.Result;
import io.github.taggedcache.benchmarks.result.ResultFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class GroupTests {

	@Test
	void resultsOfJmhGetIntoTheReport(@TempDir Path directory) throws Exception {
		ResultFiles files = new ResultFiles(directory);
		Group.CODEC.run(Effort.SMOKE, files);
		assertThat(files.readAll()).extracting(Result::benchmark, Result::product)
			.containsExactlyInAnyOrder(tuple("Codec.encode", Product.NONE), tuple("Codec.encode", Product.TAGGED),
					tuple("Codec.decode", Product.NONE), tuple("Codec.decode", Product.TAGGED));
		new Report(files.readAll(), files.readMachine()).writeTo(directory);
		assertThat(directory.resolve("benchmarks.md")).content().contains("A value to JSON", "A value from JSON");
	}

}
