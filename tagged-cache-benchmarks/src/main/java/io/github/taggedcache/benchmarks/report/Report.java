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

			Written by `tagged-cache-benchmarks`; [CONTRIBUTING.md](../CONTRIBUTING.md) has the command. The value is a record of about 1 kB, as
			JSON where it leaves the memory. Figures are means ± half of the 99.9 % confidence interval; the spread of a ratio is made from those
			of both its figures. Figures of other machines differ; the ratios are what to look at.

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
		StringBuilder text = new StringBuilder(HEAD);
		Table properties = new Table(List.of("measured on", ""));
		this.machine.forEach((name, value) -> properties.add(List.of(name, value)));
		text.append(properties).append("\n## What is to be reached\n\n").append(Targets.write(this.results));
		Sections.all()
			.forEach((section) -> section.write(this.results).ifPresent((part) -> text.append('\n').append(part)));
		return text.toString();
	}

}
