package io.github.taggedcache.benchmarks.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Raw results: a file for each group of benchmarks, so that groups can be run one after
 * another and again. Those of JMH are as JMH writes them.
 */
public final class ResultFiles {

	private static final String JMH = ".jmh.json";

	private static final String PROGRAM = ".program.json";

	private static final String MACHINE = "machine.json";

	private static final String EFFORT = "effort of ";

	private final JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private final Path directory;

	/**
	 * Uses a directory.
	 * @param directory the directory; made if it does not exist
	 */
	public ResultFiles(Path directory) {
		try {
			this.directory = Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where JMH is to put its results.
	 * @param name of the run
	 * @return the file
	 */
	public Path jmhFile(String name) {
		return this.directory.resolve(name + JMH);
	}

	/**
	 * Keeps the results of a program.
	 * @param name of the program
	 * @param results its results
	 */
	public void write(String name, List<Result> results) {
		this.mapper.writeValue(this.directory.resolve(name + PROGRAM), results);
	}

	/**
	 * Keeps the description of the machine, and with which effort a group was measured.
	 * @param properties the description
	 * @param group the group
	 * @param effort how much time its measurements take
	 */
	public void writeMachine(Map<String, String> properties, String group, String effort) {
		Map<String, String> all = new LinkedHashMap<>(properties);
		readMachine().forEach((name, value) -> {
			if (name.startsWith(EFFORT)) {
				all.put(name, value);
			}
		});
		all.put(EFFORT + group, effort);
		this.mapper.writeValue(this.directory.resolve(MACHINE), all);
	}

	/**
	 * Reads the description of the machine.
	 * @return the description, which is empty before the first run
	 */
	public Map<String, String> readMachine() {
		Path file = this.directory.resolve(MACHINE);
		return Files.exists(file) ? this.mapper.readValue(file, new TypeReference<LinkedHashMap<String, String>>() {
		}) : Map.of();
	}

	/**
	 * Reads whatever results there are.
	 * @return the results
	 */
	public List<Result> readAll() {
		List<Result> results = new ArrayList<>();
		for (Path file : results()) {
			results.addAll(file.toString().endsWith(JMH) ? JmhResults.of(this.mapper.readTree(file))
					: this.mapper.readValue(file, new TypeReference<List<Result>>() {
					}));
		}
		return results;
	}

	private List<Path> results() {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> file.toString().endsWith(JMH) || file.toString().endsWith(PROGRAM))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
