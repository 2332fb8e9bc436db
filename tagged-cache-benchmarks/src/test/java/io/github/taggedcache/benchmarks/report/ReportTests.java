package io.github.taggedcache.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.result.Estimate;
import io.github.taggedcache.benchmarks.result.Measurement;
import io.github.taggedcache.benchmarks.result.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReportTests {

	private static final Result SPRING = mixed(Product.REDIS_CACHE_MANAGER, 1000);

	private static final Result SPRING_BY_DEFAULT = mixed(Product.REDIS_CACHE_MANAGER_ASYNC, 1000);

	private static final Result TAGGED = mixed(Product.TAGGED, 6000);

	private static Result mixed(Product product, double throughput) {
		return new Result("MixedLoad", product, Map.of("instances", "3", "near entries", "100000"),
				new Estimate(throughput, 0), "ops/s", Map.of("stale reads", 0.0));
	}

	@Test
	void figureIsComparedToItsReference() {
		assertThat(text(SPRING, TAGGED))
			.contains("| 3 | 100000 | tagged-cache | 6,000 ± 0 | 6 ± 0 |  |  |  |  | 0 |  |");
	}

	@Test
	void targetIsReached() {
		assertThat(text(SPRING_BY_DEFAULT, TAGGED)).contains("| at least 3.5 | 6 ± 0 | yes |");
	}

	@Test
	void targetThatIsMissedIsSaidToBe() {
		assertThat(text(SPRING_BY_DEFAULT, mixed(Product.TAGGED, 3400))).contains("| at least 3.5 | 3.40 ± 0 | no |");
	}

	@Test
	void targetMayBeMissedWithinTheSpread() {
		Target target = new Target("", "", Product.TAGGED, Map.of(), Reference.product(Product.TAGGED), 1.2, true);
		assertThat(target.verdict(new Estimate(1.25, 0.1))).isEqualTo("no, within the spread");
	}

	@Test
	void whatWasNotMeasuredIsLeftOut() {
		assertThat(text(SPRING, TAGGED)).doesNotContain("A hit in memory");
	}

	@Test
	void numbersAreInTheirOrder() {
		String text = text(invalidation("100"), invalidation("20"), invalidation("1"));
		assertThat(text.indexOf("| 20 |")).isBetween(text.indexOf("| 1 |"), text.indexOf("| 100 |"));
	}

	private static Result invalidation(String entries) {
		return new Result("InvalidateBySize", Product.TAGGED_REMOTE, Map.of("entries", entries), new Estimate(50, 1),
				"us", Map.of());
	}

	@Test
	void whereGroupsWereMeasuredIsSaidOnceIfItWasTheSamePlace() {
		Report report = new Report(List.of(measurement("near", Map.of("cores", "2", "effort", "full")),
				measurement("remote", Map.of("cores", "2", "effort", "quick")),
				measurement("write", Map.of("cores", "2", "effort", "full"))));
		assertThat(report.text()).contains("| cores | 2 |", "| effort | full: near, write; quick: remote |");
	}

	private static Measurement measurement(String group, Map<String, String> machine, Result... results) {
		return new Measurement(group, machine, List.of(results));
	}

	private static String text(Result... results) {
		return new Report(List.of(measurement("all", Map.of(), results))).text();
	}

	@Test
	void plotsAreWritten(@TempDir Path docs) throws IOException {
		new Report(List.of(measurement("mixed", Map.of(), SPRING, TAGGED),
				measurement("invalidate", Map.of(), invalidation("1"), invalidation("10"))))
			.writeTo(docs);
		assertThat(docs.resolve("benchmarks-mixed.svg")).content().contains("<svg", "tagged-cache");
		assertThat(docs.resolve("benchmarks-invalidation.svg")).content().contains("<svg", "entries with the tag");
	}

	@Test
	void rowOfAnotherWidthIsRefused() {
		Table table = new Table(List.of("one", "two"));
		assertThatIllegalArgumentException().isThrownBy(() -> table.add(List.of("1")));
	}

}
