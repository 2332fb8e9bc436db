package io.github.taggedcache.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.taggedcache.benchmarks.report.Report;
import io.github.taggedcache.benchmarks.result.Machine;
import io.github.taggedcache.benchmarks.result.Measurement;
import io.github.taggedcache.benchmarks.result.Result;
import io.github.taggedcache.benchmarks.result.ResultFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs benchmarks, and makes a report of all that was ever measured.
 */
public final class Benchmarks {

	private static final Logger logger = LoggerFactory.getLogger(Benchmarks.class);

	private static final String REPORT = "report";

	private static final Path DOCS = Path.of("..", "docs");

	private Benchmarks() {
	}

	/**
	 * Runs.
	 * @param args how long to measure (smoke, quick or full) and then the groups, all
	 * where none is named; or only "report"
	 * @throws Exception if a benchmark fails
	 */
	public static void main(String[] args) throws Exception {
		Effort effort = (args.length > 0 && !args[0].equals(REPORT)) ? Effort.valueOf(args[0].toUpperCase(Locale.ROOT))
				: Effort.QUICK;
		// What shows only that everything works must not get into a report
		ResultFiles files = new ResultFiles(
				(effort != Effort.SMOKE) ? DOCS.resolve("benchmarks") : Path.of("target", "benchmarks-smoke"));
		// A run that fails leaves the figures of the one before it
		ResultFiles unfinished = new ResultFiles(Path.of("target", "benchmarks-unfinished"));
		if (args.length == 0 || !args[0].equals(REPORT)) {
			List<Group> groups = (args.length > 1) ? Arrays.stream(args).skip(1).map(Group::named).toList()
					: List.of(Group.values());
			for (Group group : groups) {
				logger.info("{}", group);
				Map<String, String> machine = Machine.describe(lower(effort));
				List<Result> all = new ArrayList<>();
				group.run(effort, (results) -> {
					unfinished.write(new Measurement(lower(group), machine, results));
					all.clear();
					all.addAll(results);
				});
				files.write(new Measurement(lower(group), machine, all));
			}
			if (effort == Effort.SMOKE) {
				return;
			}
		}
		new Report(files.readAll()).writeTo(DOCS);
		// The drivers of others may leave threads behind
		System.exit(0);
	}

	private static String lower(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
