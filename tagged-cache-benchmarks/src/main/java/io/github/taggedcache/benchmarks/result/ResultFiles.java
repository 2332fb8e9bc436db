package io.github.taggedcache.benchmarks.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measurements that are kept: a file for each group, so that groups can be measured one
 * after another and again.
 */
public final class ResultFiles {

	private static final String SUFFIX = ".json";

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
	 * Keeps a measurement in the place of an earlier one of its group. Whoever is killed
	 * here leaves the earlier one.
	 * @param measurement the measurement
	 */
	public void write(Measurement measurement) {
		Path file = this.directory.resolve(measurement.group() + SUFFIX);
		Path next = this.directory.resolve(measurement.group() + ".next");
		try {
			Files.writeString(next, this.mapper.writeValueAsString(measurement) + "\n");
			Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads whatever measurements there are.
	 * @return the measurements, by the names of their groups
	 */
	public List<Measurement> readAll() {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> file.toString().endsWith(SUFFIX))
				.sorted()
				.map((file) -> this.mapper.readValue(file, Measurement.class))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
