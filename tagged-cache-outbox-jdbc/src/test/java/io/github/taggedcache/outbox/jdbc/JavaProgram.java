package io.github.taggedcache.outbox.jdbc;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A class with a main method that is run in many processes, one after the other. Their
 * start takes half the time, since they share an archive of loaded classes.
 */
final class JavaProgram {

	private final Class<?> type;

	private final String classPath;

	private final Path archive;

	/**
	 * Prepares a program.
	 * @param type the class
	 * @param directory where the archive is written to
	 * @param dryRun arguments with which the program uses its classes, and ends
	 */
	JavaProgram(Class<?> type, Path directory, String... dryRun) throws IOException, InterruptedException {
		this.type = type;
		this.archive = directory.resolve("classes.jsa");
		List<String> entries = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
			Path path = Path.of(entry);
			// Classes in directories cannot be archived
			entries.add(Files.isDirectory(path)
					? jar(path, directory.resolve("classes" + entries.size() + ".jar")).toString() : entry);
		}
		this.classPath = String.join(File.pathSeparator, entries);
		start("-XX:ArchiveClassesAtExit=" + this.archive, dryRun).waitFor();
	}

	private static Path jar(Path classes, Path jar) throws IOException {
		try (OutputStream file = Files.newOutputStream(jar);
				JarOutputStream output = new JarOutputStream(file);
				Stream<Path> files = Files.walk(classes)) {
			files.filter(Files::isRegularFile).forEach((path) -> add(output, classes, path));
		}
		return jar;
	}

	private static void add(JarOutputStream output, Path classes, Path path) {
		try {
			output.putNextEntry(new JarEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
			Files.copy(path, output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Process start(String... args) throws IOException {
		return start("-XX:SharedArchiveFile=" + this.archive, args);
	}

	private Process start(String option, String... args) throws IOException {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), option, "-Xlog:disable",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-cp", this.classPath, this.type.getName()));
		command.addAll(List.of(args));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
	}

}
