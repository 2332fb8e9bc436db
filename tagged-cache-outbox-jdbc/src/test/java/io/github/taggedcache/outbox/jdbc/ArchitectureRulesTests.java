package io.github.taggedcache.outbox.jdbc;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.github.taggedcache.testsupport.ModuleRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the outbox may know, and what may know the outbox.
 */
class ArchitectureRulesTests {

	private static final String ROOT = "io.github.taggedcache";

	private static final String OUTBOX = ROOT + ".outbox.jdbc";

	private static final JavaClasses CLASSES = ModuleRules.classes();

	@ParameterizedTest
	@MethodSource("rules")
	void isAsAllModulesAre(ArchRule rule) {
		rule.check(CLASSES);
	}

	private static List<ArchRule> rules() {
		return ModuleRules.of(OUTBOX,
				"taggedCacheOutbox[A-Za-z]*|taggedCacheInvalidationOutbox|taggedcacheoutbox[A-Z].*");
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

}
