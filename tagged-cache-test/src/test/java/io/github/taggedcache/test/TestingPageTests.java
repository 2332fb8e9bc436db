package io.github.taggedcache.test;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Examples of the documentation are tests that run, and docs/testing.md shows the whole
 * kit.
 */
class TestingPageTests {

	private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

	private static final Pattern ASSERTION = Pattern.compile("`(\\w+)\\([^`]*\\)`");

	private static final Pattern ROW = Pattern.compile("^\\| (`.*?) \\|", Pattern.MULTILINE);

	private static final List<Path> TESTS = List.of(
			Path.of("src/test/java/io/github/taggedcache/test/ArticleCacheTests.java"),
			Path.of("../tagged-cache-petclinic/src/test/java/io/github/taggedcache/petclinic/OwnerCacheTests.java"));

	private final String page = read(Path.of("../docs/testing.md"));

	@Test
	void examplesAreTestsThatRun() {
		List<String> examples = examples(this.page);
		assertThat(examples).hasSize(9)
			.allSatisfy((example) -> assertThat(TESTS)
				.anySatisfy((test) -> assertThat(stripped(read(test))).contains(example)));
	}

	@Test
	void exampleOfTheReadmeIsATestThatRuns() {
		String readme = read(Path.of("../README.md"));
		String section = readme.substring(readme.indexOf("\n## Testing\n"), readme.indexOf("\n## What it needs\n"));
		assertThat(examples(section)).singleElement()
			.satisfies((example) -> assertThat(stripped(read(TESTS.get(0)))).contains(example));
	}

	@Test
	void tableShowsAllAssertions() {
		Set<String> shown = ROW.matcher(this.page)
			.results()
			.flatMap((row) -> ASSERTION.matcher(row.group(1)).results())
			.map((match) -> match.group(1))
			.collect(Collectors.toSet());
		assertThat(shown).containsAll(publicMethods(EntryAssert.class));
	}

	@Test
	void pageNamesAllTypesOfTheKitAndWhatTheyDo() {
		for (Method bean : TaggedCacheTestAutoConfiguration.class.getDeclaredMethods()) {
			if (bean.isAnnotationPresent(Bean.class) && Modifier.isPublic(bean.getReturnType().getModifiers())
					&& bean.getReturnType().getPackage().equals(StoreFaults.class.getPackage())) {
				assertThat(this.page).contains("`" + bean.getReturnType().getSimpleName() + "`");
			}
		}
		assertThat(publicMethods(StoreFaults.class))
			.allSatisfy((name) -> assertThat(this.page).contains("`" + name + "("));
	}

	@Test
	void dependencyIsThisModule() {
		String pom = read(Path.of("pom.xml"));
		assertThat(this.page).contains("<artifactId>tagged-cache-test</artifactId>\n\t<version>" + version(pom));
	}

	private static String version(String pom) {
		return pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
	}

	private static Set<String> publicMethods(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
			.map(Method::getName)
			.collect(Collectors.toSet());
	}

	private static List<String> examples(String markdown) {
		return EXAMPLE.matcher(markdown).results().map((MatchResult match) -> stripped(match.group(1))).toList();
	}

	private static String stripped(String code) {
		return code.replaceAll("\\s+", " ").strip();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
