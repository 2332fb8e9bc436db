package io.github.taggedcache.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.benchmarks.result.Result;

/**
 * All results as a document, with plots beside it.
 */
public final class Report {

	private static final String HEAD = """
			# Benchmarks

			`tagged-cache-benchmarks` measures and writes this page. The value is a record of about 1 kB, as JSON
			outside of the heap. Figures are means ± half of the 99.9 % confidence interval. The spread of a ratio is
			made from the spreads of both its figures. Figures of other machines differ: look at the ratios.

			## How are they run?

			By hand, on a machine that does nothing else:

			    mvn -q -pl tagged-cache-benchmarks -am compile exec:exec                            # all, two hours
			    mvn -q -pl tagged-cache-benchmarks -am compile exec:exec -Darguments="full near"    # some, more forks
			    mvn -q -pl tagged-cache-benchmarks -am compile exec:exec -Darguments=report         # this page again

			The first argument is the effort: `quick`, `full`, or `smoke`, which only shows that they work. The groups
			follow: `near`, `remote`, `codec`, `write`, `invalidate`, `mixed`, `delay`, `memory`, `startup`, `idle`.
			All flush the Redis that the tests use: `TAGGED_CACHE_TEST_REDIS_URI` names another one. The one that the
			tests bring along lacks jemalloc, and takes a third longer for a script. Results lie in
			`target/benchmarks`. With `-Dprogram=org.openjdk.jmh.Main` the arguments are JMH's own.

			What followers cost Redis is measured by a program of its own. It logs its table, which stands in
			[many nodes](scaling.md). Its arguments are the seconds of a row, the pauses in us, the numbers of followers, and
			the invalidations a second:

			    mvn -q -pl tagged-cache-benchmarks -am compile exec:exec \\
			        -Dprogram=io.github.taggedcache.benchmarks.program.Followers \\
			        -Darguments="20 0,5000 0,1,10,50,100 1000"

			""";

	private final List<Result> results;

	private final Map<String, String> machine;

	/**
	 * Makes a report.
	 * @param results the results
	 * @param machine where and when they were measured
	 */
	public Report(List<Result> results, Map<String, String> machine) {
		this.results = List.copyOf(results);
		this.machine = machine;
	}

	/**
	 * Writes the document and its plots.
	 * @param docs the directory
	 * @throws IOException if they cannot be written
	 */
	public void writeTo(Path docs) throws IOException {
		Files.writeString(docs.resolve("benchmarks.md"), text());
		Plots.write(this.results, docs);
	}

	String text() {
		StringBuilder text = new StringBuilder(HEAD).append("## Where were these measured?\n\n");
		Table properties = new Table(List.of("measured on", ""));
		this.machine.forEach((name, value) -> properties.add(List.of(name, value)));
		text.append(properties).append("\n## What is to be reached\n\n").append(Targets.write(this.results));
		Sections.all()
			.forEach((section) -> section.write(this.results).ifPresent((part) -> text.append('\n').append(part)));
		return text.toString();
	}

}
