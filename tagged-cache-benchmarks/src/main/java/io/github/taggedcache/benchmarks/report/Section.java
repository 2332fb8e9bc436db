package io.github.taggedcache.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.github.taggedcache.benchmarks.result.Estimate;
import io.github.taggedcache.benchmarks.result.Result;
import org.jspecify.annotations.Nullable;

/**
 * A question, and the table that answers it.
 *
 * @param title the question
 * @param benchmark whose results these are
 * @param text what to know about them
 * @param parameters the columns of parameters
 * @param further the columns of further figures
 * @param reference what figures are compared to, if anything
 * @param referenceName how that is called
 */
record Section(String title, String benchmark, String text, List<String> parameters, List<String> further,
		@Nullable Reference reference, String referenceName) {

	Optional<String> write(List<Result> all) {
		List<Result> results = all.stream()
			.filter((result) -> result.benchmark().equals(this.benchmark))
			.sorted(order())
			.toList();
		if (results.isEmpty()) {
			return Optional.empty();
		}
		Table table = new Table(head(results.get(0).unit()));
		results.forEach((result) -> table.add(row(result, results)));
		return Optional.of("## %s\n\n%s\n\n%s".formatted(this.title, Paragraphs.wrap(this.text), table));
	}

	/**
	 * By the parameters, of which numbers are written without leading zeros, then in the
	 * order of the products.
	 */
	private Comparator<Result> order() {
		Comparator<Result> order = Comparator.comparing((result) -> 0);
		for (String name : this.parameters) {
			order = order.thenComparing((result) -> result.parameter(name).length())
				.thenComparing((result) -> result.parameter(name));
		}
		return order.thenComparing(Result::product);
	}

	private List<String> head(String unit) {
		List<String> head = new ArrayList<>(this.parameters);
		head.add("product");
		head.add(unit);
		if (this.reference != null) {
			head.add("times " + this.referenceName);
		}
		head.addAll(this.further);
		return head;
	}

	private List<String> row(Result result, List<Result> results) {
		List<String> row = new ArrayList<>();
		this.parameters.forEach((name) -> row.add(result.parameter(name)));
		row.add(result.product().label());
		row.add(Figures.of(result.value()));
		if (this.reference != null) {
			Optional<Estimate> ratio = this.reference.ratio(result, results);
			row.add(ratio.map(Figures::of).orElse(""));
		}
		this.further.forEach((name) -> row.add(Figures.of(result.further().getOrDefault(name, Double.NaN))));
		return row;
	}

}
