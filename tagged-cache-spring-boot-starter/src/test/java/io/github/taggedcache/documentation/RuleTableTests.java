package io.github.taggedcache.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of rules names tests that exist.
 */
class RuleTableTests {

	/** A class of tests, one of its tests, or both. */
	private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)?(?:\\.([a-z]\\w+))?(\\.\\.\\.)?`");

	private static final String SOURCES = sources();

	@Test
	void testsExist() {
		List<MatchResult> tests = Document.of("docs/algorithm/rules.md")
			.lines()
			.stream()
			.filter((line) -> line.startsWith("| "))
			.flatMap((line) -> TEST.matcher(line.split("\\|", -1)[2]).results())
			.toList();
		List<String> missing = tests.stream().filter((test) -> !exists(test)).map((test) -> test.group()).toList();
		assertThat(tests).hasSizeGreaterThan(100);
		assertThat(missing).isEmpty();
	}

	private static boolean exists(MatchResult test) {
		String end = (test.group(3) != null) ? "" : "\\(";
		return (test.group(1) == null || isInSources("(class|interface) " + test.group(1) + "\\b"))
				&& (test.group(2) == null || isInSources("void " + test.group(2) + end));
	}

	private static boolean isInSources(String declaration) {
		return Pattern.compile("\\b" + declaration).matcher(SOURCES).find();
	}

	private static String sources() {
		return Stream.of("tagged-cache-core", "tagged-cache-spring-boot-starter", "tagged-cache-outbox-jdbc")
			.map((module) -> Path.of("..", module, "src", "test"))
			.flatMap(RuleTableTests::tests)
			.map(RuleTableTests::read)
			.collect(Collectors.joining());
	}

	private static Stream<Path> tests(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().matches(".*(Tests|Contract)\\.java")).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
