package io.github.taggedcache.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The plan of the house shows all packages, and none that is not there.
 */
class ArchitectureTests {

	private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

	@Test
	void planShowsThePackagesOfTheCore() throws IOException {
		assertThat(planned("core")).isEqualTo(packages("tagged-cache-core", "io/github/taggedcache/core"));
	}

	@Test
	void planShowsThePackagesOfTheStarter() throws IOException {
		assertThat(planned("starter")).isEqualTo(packages("tagged-cache-spring-boot-starter", "io/github/taggedcache"));
	}

	/**
	 * The names in the first cells of the table below the heading of a module.
	 */
	private static Set<String> planned(String module) {
		List<String> lines = Document.of("docs/architecture.md").lines();
		return lines.subList(lines.indexOf("## Which packages does the " + module + " have?") + 1, lines.size())
			.stream()
			.takeWhile((line) -> !line.startsWith("## "))
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| package"))
			.flatMap((line) -> NAME.matcher(line.split("\\|", -1)[1]).results())
			.map((match) -> match.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> packages(String module, String root) throws IOException {
		Path sources = Path.of("..", module, "src/main/java", root);
		try (Stream<Path> files = Files.walk(sources)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.map((file) -> sources.relativize(file.getParent()).toString().replace('/', '.'))
				.filter((name) -> !name.isEmpty())
				.collect(Collectors.toCollection(TreeSet::new));
		}
	}

}
