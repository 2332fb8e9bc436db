package io.github.taggedcache.benchmarks.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.benchmarks.product.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ResultFilesTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@Test
	void resultOfProgramIsReadBack() {
		Result result = new Result("Idle", Product.TAGGED, Map.of("seconds", "3"), new Estimate(2, 0.5), "commands/s",
				Map.of("B/s", 7.0));
		ResultFiles files = new ResultFiles(this.directory);
		files.write("idle", List.of(result));
		assertThat(files.readAll()).containsExactly(result);
	}

	@Test
	void figureWithoutErrorIsReadBack() {
		Result result = new Result("Idle", Product.TAGGED, Map.of(), new Estimate(2, Double.NaN), "us", Map.of());
		ResultFiles files = new ResultFiles(this.directory);
		files.write("idle", List.of(result));
		assertThat(files.readAll()).containsExactly(result);
	}

	@Test
	void eachGroupHasItsEffort() {
		ResultFiles files = new ResultFiles(this.directory);
		files.writeMachine(Map.of("cores", "2", "disk", "none"), "near", "full");
		files.writeMachine(Map.of("cores", "4"), "idle", "quick");
		assertThat(files.readMachine())
			.isEqualTo(Map.of("cores", "4", "effort of near", "full", "effort of idle", "quick"));
	}

	@Test
	void resultOfJmhIsRead() throws IOException {
		ResultFiles files = new ResultFiles(this.directory);
		Files.writeString(files.jmhFile("near"), """
				[{"benchmark": "io.github.taggedcache.benchmarks.NearHit.get", "threads": 2,
				  "params": {"product": "TAGGED", "tags": "3"},
				  "primaryMetric": {"score": 50.5, "scoreError": "NaN", "scoreUnit": "ns/op"},
				  "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 24.0}}}]
				""");
		assertThat(files.readAll())
			.containsExactly(new Result("NearHit.get", Product.TAGGED, Map.of("tags", "3", "threads", "2"),
					new Estimate(50.5, Double.NaN), "ns/op", Map.of("allocated B", 24.0)));
	}

	@Test
	void resultOfJmhWithoutProductIsRefused() throws IOException {
		ResultFiles files = new ResultFiles(this.directory);
		Files.writeString(files.jmhFile("codec"), """
				[{"benchmark": "io.github.taggedcache.benchmarks.Codec.encode", "threads": 1}]
				""");
		assertThatIllegalArgumentException().isThrownBy(files::readAll)
			.withMessageContaining("Codec.encode has no parameter 'product'");
	}

}
