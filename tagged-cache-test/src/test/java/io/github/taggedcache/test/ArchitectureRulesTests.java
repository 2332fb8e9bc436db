package io.github.taggedcache.test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the test kit may know, and what may know the kit.
 */
class ArchitectureRulesTests {

	private static final String ROOT = "io.github.taggedcache";

	private static final String KIT = ROOT + ".test..";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void kitIsLookedAt() {
		assertThat(CLASSES.that(JavaClass.Predicates.resideInAPackage(KIT))).isNotEmpty();
	}

	@Test
	void nothingKnowsTheKit() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage(KIT)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(KIT)
			.check(CLASSES);
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

	@Test
	void packagesAreNullMarked() {
		DescribedPredicate<JavaClass> inNullMarkedPackage = DescribedPredicate.describe("in a @NullMarked package",
				(type) -> type.getPackage().isAnnotatedWith(NullMarked.class));
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(KIT)
			.should(ArchCondition.from(inNullMarkedPackage))
			.check(CLASSES);
	}

	@Test
	void beanMethodsAreHiddenAndHaveNamesThatNoBeanOfAnApplicationHas() {
		ArchRuleDefinition.methods()
			.that()
			.areAnnotatedWith(Bean.class)
			.and()
			.areDeclaredInClassesThat()
			.resideInAPackage(KIT)
			.should()
			.bePackagePrivate()
			.andShould()
			.haveNameMatching("taggedCache[A-Z].*")
			.check(CLASSES);
	}

	@Test
	void stateIsNotStatic() {
		ArchRuleDefinition.fields()
			.that()
			.areDeclaredInClassesThat()
			.resideInAPackage(KIT)
			.and()
			.areStatic()
			.and()
			.doNotHaveModifier(JavaModifier.SYNTHETIC)
			.should()
			.beFinal()
			.check(CLASSES);
	}

}
