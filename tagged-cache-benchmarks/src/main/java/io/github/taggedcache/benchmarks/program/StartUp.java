package io.github.taggedcache.benchmarks.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.product.Server;
import io.github.taggedcache.benchmarks.result.Estimate;
import io.github.taggedcache.benchmarks.result.Result;

/**
 * How long an application with Redis takes to start, each time in a JVM of its own, and
 * by turns.
 */
public final class StartUp implements Program {

	private static final int ROUNDS = 4;

	@Override
	public List<Result> run(Length length) throws IOException, InterruptedException {
		Map<Product, List<Double>> samples = new EnumMap<>(Product.class);
		for (int round = 0; round < length.repetitions() * ROUNDS; round++) {
			for (Product product : StartUpProbe.SETUPS.keySet()) {
				samples.computeIfAbsent(product, (absent) -> new ArrayList<>()).add(start(product));
			}
		}
		List<Result> results = new ArrayList<>();
		samples.forEach((product, millis) -> results.add(new Result("StartUp", product, Map.of(),
				Estimate.of(millis.stream().mapToDouble(Double::doubleValue).toArray()), "ms", Map.of())));
		return results;
	}

	private static double start(Product product) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), StartUpProbe.class.getName(), product.name(),
				Server.uri().toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			List<String> lines = output.lines().toList();
			if (process.waitFor() != 0 || lines.isEmpty()) {
				throw new IllegalStateException("The application with " + product + " did not start: " + lines);
			}
			String line = lines.get(lines.size() - 1);
			return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
		}
	}

}
