package io.github.taggedcache.data.jpa;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.github.taggedcache.testsupport.ModuleRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the tags of entities may know, and what may know them.
 */
class ArchitectureRulesTests {

	private static final String ENTITIES = "io.github.taggedcache.data.jpa";

	private static final JavaClasses CLASSES = ModuleRules.classes();

	@ParameterizedTest
	@MethodSource("rules")
	void isAsAllModulesAre(ArchRule rule) {
		rule.check(CLASSES);
	}

	private static List<ArchRule> rules() {
		return ModuleRules.of(ENTITIES, "taggedCacheEntity[A-Za-z]*");
	}

	@Test
	void onlyTheWiringKnowsSpringBootAndTheWiring() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage(ENTITIES + ".autoconfigure")
			.and()
			.resideInAPackage(ENTITIES + "..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot..", ENTITIES + ".autoconfigure")
			.check(CLASSES);
	}

	@Test
	void readsAndWritesDoNotKnowEachOther() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(ENTITIES + ".change")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ENTITIES + ".load", ENTITIES + ".result", ENTITIES + ".scope")
			.check(CLASSES);
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAnyPackage(ENTITIES + ".load", ENTITIES + ".result", ENTITIES + ".scope")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ENTITIES + ".change")
			.check(CLASSES);
	}

	@Test
	void modelKnowsNothingElseOfTheModule() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(ENTITIES + ".model")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ENTITIES + ".change", ENTITIES + ".load", ENTITIES + ".result", ENTITIES + ".scope",
					ENTITIES + ".graph", ENTITIES + ".statement", ENTITIES + ".step")
			.check(CLASSES);
	}

}
