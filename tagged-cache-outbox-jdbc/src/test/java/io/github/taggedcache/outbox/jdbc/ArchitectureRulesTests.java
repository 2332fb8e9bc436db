package io.github.taggedcache.outbox.jdbc;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the outbox may know, and what may know the outbox.
 */
class ArchitectureRulesTests {

	private static final String ROOT = "io.github.taggedcache";

	private static final String OUTBOX = ROOT + ".outbox.jdbc";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void outboxIsLookedAt() {
		assertThat(CLASSES.that(JavaClass.Predicates.resideInAPackage(OUTBOX + ".."))).isNotEmpty();
	}

	@Test
	void nothingKnowsTheOutbox() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage(OUTBOX + "..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(OUTBOX + "..")
			.check(CLASSES);
	}

	@Test
	void outboxItselfKnowsTheNodeAndJdbc() {
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(OUTBOX)
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(OUTBOX, ROOT, ROOT + ".transaction", ROOT + ".core.name", ROOT + ".core.node",
					ROOT + ".core.store", "java..", "javax.sql..", "org.jspecify..", "org.slf4j..",
					"org.springframework.context..", "org.springframework.core..", "org.springframework.dao..",
					"org.springframework.jdbc..", "org.springframework.transaction..")
			.check(CLASSES);
	}

	@Test
	void onlyHealthAndMetricsAndTheWiringKnowHealthAndMicrometer() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(OUTBOX)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.micrometer..", "org.springframework.boot..")
			.check(CLASSES);
	}

	@Test
	void onlyTheWiringKnowsTheWiring() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAnyPackage(OUTBOX, OUTBOX + ".health", OUTBOX + ".metrics")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(OUTBOX + ".autoconfigure..")
			.check(CLASSES);
	}

	@Test
	void packagesAreFreeOfCycles() {
		SlicesRuleDefinition.slices().matching(OUTBOX + ".(*)..").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void packagesAreNullMarked() {
		DescribedPredicate<JavaClass> inNullMarkedPackage = DescribedPredicate.describe("in a @NullMarked package",
				(type) -> type.getPackage().isAnnotatedWith(NullMarked.class));
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(OUTBOX + "..")
			.should(ArchCondition.from(inNullMarkedPackage))
			.check(CLASSES);
	}

	@Test
	void autoConfigurationsArePublicFinalAndNamedSo() {
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(OUTBOX + "..")
			.and()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.check(CLASSES);
	}

	@Test
	void configurationsOfPartsAreHidden() {
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(OUTBOX + "..")
			.and()
			.areAnnotatedWith(Configuration.class)
			.should()
			.notBePublic()
			.check(CLASSES);
	}

	@Test
	void beanMethodsAreHiddenAndHaveNamesThatNoBeanOfAnApplicationHas() {
		ArchRuleDefinition.methods()
			.that()
			.areAnnotatedWith(Bean.class)
			.and()
			.areDeclaredInClassesThat()
			.resideInAPackage(OUTBOX + "..")
			.should()
			.bePackagePrivate()
			.andShould()
			.haveNameMatching("taggedCacheOutbox[A-Za-z]*|taggedCacheInvalidationOutbox|taggedcacheoutbox[A-Z].*")
			.check(CLASSES);
	}

	@Test
	void stateIsNotStatic() {
		ArchRuleDefinition.fields()
			.that()
			.areDeclaredInClassesThat()
			.resideInAPackage(OUTBOX + "..")
			.and()
			.areStatic()
			.and()
			.doNotHaveModifier(JavaModifier.SYNTHETIC)
			.should()
			.beFinal()
			.check(CLASSES);
	}

}
