package io.github.taggedcache.sample.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Chromium lies: where the environment variable {@code CHROMIUM} says, else on the
 * path.
 */
record ChromiumProgram(Path path) {

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome",
			"google-chrome-stable");

	static Optional<ChromiumProgram> find(Map<String, String> environment) {
		String named = environment.get("CHROMIUM");
		Stream<Path> candidates = (named != null) ? Stream.of(Path.of(named)) : onPath(environment);
		return candidates.filter(Files::isExecutable).findFirst().map(ChromiumProgram::new);
	}

	private static Stream<Path> onPath(Map<String, String> environment) {
		List<String> directories = Arrays.asList(environment.getOrDefault("PATH", "").split(File.pathSeparator));
		return NAMES.stream().flatMap((name) -> directories.stream().map((directory) -> Path.of(directory, name)));
	}

}
