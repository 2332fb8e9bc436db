package io.github.taggedcache.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.github.taggedcache.core.store.EntryScan;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Which package may know what.
 */
class PackageRulesTests {

	@Test
	void packagesAreFreeOfCycles() {
		Production
			.follows(SlicesRuleDefinition.slices().assignedFrom(new PackagesAsSlices()).should().beFreeOfCycles());
	}

	@Test
	void packagesAreNullMarked() {
		DescribedPredicate<JavaClass> inNullMarkedPackage = DescribedPredicate.describe("in a @NullMarked package",
				(type) -> type.getPackage().isAnnotatedWith(NullMarked.class));
		Production.follows(ArchRuleDefinition.classes().should(ArchCondition.from(inNullMarkedPackage)));
	}

	@Test
	void stateIsNotStatic() {
		Production.follows(ArchRuleDefinition.fields()
			.that()
			.areStatic()
			.and()
			.doNotHaveModifier(JavaModifier.SYNTHETIC)
			.should()
			.beFinal());
	}

	@Test
	void onlyTheRedisPackageKnowsTheDriver() {
		onlyKnownTo(Production.packages("redis"), "io.lettuce..", "redis.clients..");
	}

	@Test
	void onlyTheRedisPackageKnowsTheCircuitBreaker() {
		onlyKnownTo(Production.packages("redis"), "io.github.resilience4j..");
	}

	@Test
	void onlyTheRedisPackageAndTheWiringKnowSpringDataRedis() {
		onlyKnownTo(Production.packages("redis", "autoconfigure"), "org.springframework.data.redis..",
				"org.springframework.boot.data.redis..");
	}

	@Test
	void onlyTheJsonPackageAndTheWiringKnowJackson() {
		onlyKnownTo(Production.packages("json", "autoconfigure"), "tools.jackson..", "com.fasterxml.jackson..",
				"org.springframework.boot.jackson..");
	}

	@Test
	void onlyHealthPackagesKnowHealth() {
		onlyKnownTo(Production.packages("health", "autoconfigure.health"), "org.springframework.boot.health..");
	}

	@Test
	void onlyMetricsPackagesKnowMicrometer() {
		onlyKnownTo(Production.packages("metrics", "autoconfigure.metrics"), "io.micrometer.core..",
				"org.springframework.boot.micrometer..", "org.springframework.boot.cache.metrics..",
				"org.springframework.boot.cache.autoconfigure.metrics..");
	}

	@Test
	void onlyTheObservationPackageAndTheWiringKnowObservations() {
		onlyKnownTo(Production.packages("observation", "autoconfigure"), "io.micrometer.observation..");
	}

	@Test
	void onlyEndpointPackagesKnowActuator() {
		onlyKnownTo(Production.packages("endpoint", "autoconfigure.endpoint"), "org.springframework.boot.actuate..");
	}

	@Test
	void onlyOperatorsScan() {
		Production.follows(ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages(Production.packages("core.store", "core.survey", "redis", "autoconfigure"))
			.should()
			.dependOnClassesThat()
			.haveFullyQualifiedName(EntryScan.class.getName()));
	}

	@Test
	void onlyTheWiringKnowsTheWiring() {
		onlyKnownTo(Production.packages("autoconfigure"), Production.packages("autoconfigure"));
	}

	@Test
	void whatUsersImportKnowsNeitherRedisNorJsonNorTheWiring() {
		Production.follows(ArchRuleDefinition.noClasses()
			.that()
			.resideInAnyPackage(Production.ROOT, Production.ROOT + ".annotation..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(
					Production.packages("redis", "json", "autoconfigure", "health", "metrics", "endpoint")));
	}

	private static void onlyKnownTo(String[] packages, String... known) {
		Production.follows(ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages(packages)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(known));
	}

	private static final class PackagesAsSlices implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			return SliceIdentifier.of(type.getPackageName());
		}

		@Override
		public String getDescription() {
			return "packages";
		}

	}

}
