package io.github.taggedcache.test;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.github.taggedcache.testsupport.ModuleRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the test kit may know, and what may know the kit.
 */
class ArchitectureRulesTests {

	private static final String ROOT = "io.github.taggedcache";

	private static final String KIT = ROOT + ".test..";

	private static final JavaClasses CLASSES = ModuleRules.classes();

	@ParameterizedTest
	@MethodSource("rules")
	void isAsAllModulesAre(ArchRule rule) {
		rule.check(CLASSES);
	}

	private static List<ArchRule> rules() {
		return ModuleRules.of(ROOT + ".test", "taggedCache[A-Z].*");
	}

	/**
	 * The auto-configurations are named for their order alone.
	 */
	@Test
	void kitKnowsTheApiAndTheRegionsAndPorts() {
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(KIT)
			.and()
			.areNotAssignableTo(TaggedCacheTestAutoConfiguration.class)
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(KIT, ROOT, ROOT + ".invalidation", ROOT + ".core.name", ROOT + ".core.near",
					ROOT + ".core.node", ROOT + ".core.outage", ROOT + ".core.region", ROOT + ".core.store",
					ROOT + ".core.store.memory", "java..", "org.jspecify..", "org.assertj..", "org.springframework..")
			.check(CLASSES);
	}

	/**
	 * Tests of any framework may use the kit.
	 */
	@Test
	void kitKnowsNeitherJUnitNorTheDriver() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(KIT)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.junit..", "org.mockito..", "io.lettuce..", "org.springframework.data..",
					"tools.jackson..")
			.check(CLASSES);
	}

}
