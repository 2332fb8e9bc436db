package io.github.taggedcache.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.taggedcache.benchmarks.result.Measurement;
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
			tests bring along lacks jemalloc, and takes a third longer for a script. The results of a group replace its
			file in [benchmarks](benchmarks) when all of it is measured, and this page is made from these files. With
			`-Dprogram=org.openjdk.jmh.Main` the arguments are JMH's own.

			What followers cost Redis is measured by a program of its own. It logs its table, which stands in
			[many nodes](scaling.md). Its arguments are the seconds of a row, the pauses in us, the numbers of followers, and
			the invalidations a second:

			    mvn -q -pl tagged-cache-benchmarks -am compile exec:exec \\
			        -Dprogram=io.github.taggedcache.benchmarks.program.Followers \\
			        -Darguments="20 0,5000 0,1,10,50,100 1000"

			""";

	private static final String TRUST = """

			## How far can these figures be trusted?

			What is compared is measured in rounds: a JVM of each product, then the next one of each. The machine is a
			virtual one, and slower at some times than at others, by up to a half and for minutes: of two JVMs of the
			same product and code, one took 62 us a read and another one 95. Their profiles show the same work, and
			nearly each part of it, the kernel's calls included, took 1.3 to 1.8 times as long in the slow one.

			Redis, the caller and the driver's thread share two cores here. Of the processor time of a read, 43 % is the
			kernel's for waking one of the three. Where the JVM had one core to itself and Redis the other, so that no
			thread of a read woke another one on another core, reads of all products took a third less.

			""";

	private final List<Measurement> measurements;

	private final List<Result> results;

	/**
	 * Makes a report.
	 * @param measurements what was measured
	 */
	public Report(List<Measurement> measurements) {
		this.measurements = List.copyOf(measurements);
		this.results = measurements.stream().flatMap((measurement) -> measurement.results().stream()).toList();
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
		text.append(machines())
			.append(TRUST)
			.append("## What is to be reached\n\n")
			.append(Targets.write(this.results));
		Sections.all()
			.forEach((section) -> section.write(this.results).ifPresent((part) -> text.append('\n').append(part)));
		return text.toString();
	}

	/**
	 * What is the same for all groups is said once.
	 */
	private Table machines() {
		Map<String, Map<String, List<String>>> properties = new LinkedHashMap<>();
		for (Measurement measurement : this.measurements) {
			measurement.machine()
				.forEach((name, value) -> properties.computeIfAbsent(name, (absent) -> new TreeMap<>())
					.computeIfAbsent(value, (absent) -> new ArrayList<>())
					.add(measurement.group()));
		}
		Table table = new Table(List.of("measured on", ""));
		properties
			.forEach((name, values) -> table.add(List.of(name, (values.size() == 1) ? values.keySet().iterator().next()
					: values.entrySet().stream().map(Report::valueOfGroups).collect(Collectors.joining("; ")))));
		return table;
	}

	private static String valueOfGroups(Map.Entry<String, List<String>> value) {
		return value.getKey() + ": " + String.join(", ", value.getValue());
	}

}
