package io.github.taggedcache.architecture;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the core may know, and what belongs to it.
 */
class ModuleRulesTests {

	@Test
	void bothModulesAreLookedAt() {
		assertThat(roots((type) -> true)).hasSize(2);
	}

	@Test
	void coreKnowsNoFrameworkAndNoDriver() {
		Production.follows(ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(Production.CORE)
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(Production.CORE, "java..", "org.jspecify..", "org.slf4j..",
					"com.github.benmanes.caffeine.."));
	}

	/**
	 * The time is told by a clock that the core is given, so that a test can set it.
	 */
	@Test
	void coreIsToldTheTimeAndItsRandomNumbers() {
		Production.follows(ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(Production.CORE)
			.should()
			.callMethod(System.class, "nanoTime")
			.orShould()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(Instant.class, "now")
			.orShould()
			.callMethod(Clock.class, "systemUTC")
			.orShould()
			.callMethod(Math.class, "random")
			.orShould()
			.callMethod(ThreadLocalRandom.class, "current")
			.orShould()
			.callConstructor(Random.class));
	}

	@Test
	void noPackageIsSplitOverTwoJars() {
		Set<String> packages = Production.CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
		assertThat(packages)
			.allSatisfy((name) -> assertThat(roots((type) -> type.getPackageName().equals(name))).hasSize(1));
	}

	@Test
	void corePackagesComeFromTheCoreAlone() {
		assertThat(roots(JavaClass.Predicates.resideInAPackage(Production.CORE)))
			.doesNotContainAnyElementsOf(roots(JavaClass.Predicates.resideOutsideOfPackage(Production.CORE)));
	}

	private static Set<String> roots(Predicate<? super JavaClass> filter) {
		return Production.CLASSES.stream().filter(filter).map(ModuleRulesTests::root).collect(Collectors.toSet());
	}

	/**
	 * The directory or the jar that a class was found in.
	 */
	private static String root(JavaClass type) {
		URI source = type.getSource().orElseThrow().getUri();
		String path = type.getName().replace('.', '/') + ".class";
		assertThat(source.toString()).endsWith(path);
		return source.toString().substring(0, source.toString().length() - path.length());
	}

}
