package io.github.taggedcache.benchmarks.result;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.benchmarks.product.Product;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ResultFilesTests {

	private static final Result RESULT = new Result("Idle", Product.TAGGED, Map.of("seconds", "3"),
			new Estimate(2, 0.5), "commands/s", Map.of("B/s", 7.0));

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@SuppressWarnings("NullAway.Init")
	private ResultFiles files;

	@BeforeEach
	void useDirectory() {
		this.files = new ResultFiles(this.directory);
	}

	@Test
	void measurementIsReadBack() {
		Measurement measurement = new Measurement("idle", Map.of("cores", "2"), List.of(RESULT));
		this.files.write(measurement);
		assertThat(this.files.readAll()).containsExactly(measurement);
	}

	@Test
	void figureWithoutErrorIsReadBack() {
		Measurement measurement = new Measurement("memory", Map.of(),
				List.of(new Result("Memory", Product.TAGGED, Map.of(), new Estimate(2, Double.NaN), "B", Map.of())));
		this.files.write(measurement);
		assertThat(this.files.readAll()).containsExactly(measurement);
	}

	@Test
	void propertiesOfTheMachineKeepTheirOrder() {
		List<String> names = List.of("date", "effort", "CPU", "cores", "Redis");
		Map<String, String> machine = new LinkedHashMap<>();
		names.forEach((name) -> machine.put(name, "any"));
		this.files.write(new Measurement("idle", machine, List.of()));
		assertThat(this.files.readAll().get(0).machine().keySet()).containsExactlyElementsOf(names);
	}

	@Test
	void groupThatIsMeasuredAgainReplacesItselfAlone() {
		Measurement near = new Measurement("near", Map.of("effort", "full"), List.of());
		this.files.write(new Measurement("idle", Map.of("effort", "quick"), List.of(RESULT)));
		this.files.write(near);
		Measurement again = new Measurement("idle", Map.of("effort", "full"), List.of());
		this.files.write(again);
		assertThat(this.files.readAll()).containsExactly(again, near);
	}

}
