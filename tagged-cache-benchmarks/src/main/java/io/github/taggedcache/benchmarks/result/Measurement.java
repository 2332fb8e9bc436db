package io.github.taggedcache.benchmarks.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of a group of benchmarks that were run together.
 *
 * @param group its name
 * @param machine where, when and with which effort
 * @param results the figures
 */
public record Measurement(String group, Map<String, String> machine, List<Result> results) {

	public Measurement {
		machine = new LinkedHashMap<>(machine);
		results = List.copyOf(results);
	}

}
