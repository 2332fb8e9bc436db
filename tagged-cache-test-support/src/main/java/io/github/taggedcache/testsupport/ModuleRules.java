package io.github.taggedcache.testsupport;

import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;

/**
 * What holds for the code of each module beside the starter. A rule is named by its
 * description. Needs ArchUnit on the class path.
 */
public final class ModuleRules {

	private static final String ROOT = "io.github.taggedcache";

	private static final String AUTO_CONFIGURATION = "org.springframework.boot.autoconfigure.AutoConfiguration";

	private static final String CONFIGURATION = "org.springframework.context.annotation.Configuration";

	private static final String BEAN = "org.springframework.context.annotation.Bean";

	private ModuleRules() {
	}

	/**
	 * The code of the module under test, and of all that it depends on in this project;
	 * no tests.
	 * @return the classes
	 */
	public static JavaClasses classes() {
		return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages(ROOT);
	}

	/**
	 * The rules of a module. Each of them fails where the module has no classes.
	 * @param module the package of the module
	 * @param beanNames a pattern that all names of its beans match
	 * @return the rules
	 */
	public static List<ArchRule> of(String module, String beanNames) {
		String all = module + "..";
		DescribedPredicate<JavaClass> inNullMarkedPackage = DescribedPredicate.describe("in a @NullMarked package",
				(type) -> type.getPackage().isAnnotatedWith(NullMarked.class));
		return List.of(
				ArchRuleDefinition.noClasses()
					.that()
					.resideOutsideOfPackage(all)
					.should()
					.dependOnClassesThat()
					.resideInAPackage(all),
				ArchRuleDefinition.classes()
					.that()
					.resideInAPackage(all)
					.should(ArchCondition.from(inNullMarkedPackage)),
				SlicesRuleDefinition.slices()
					.matching(module + ".(*)..")
					.should()
					.beFreeOfCycles()
					.allowEmptyShould(true),
				ArchRuleDefinition.classes()
					.that()
					.resideInAPackage(all)
					.and()
					.areAnnotatedWith(AUTO_CONFIGURATION)
					.should()
					.bePublic()
					.andShould()
					.haveModifier(JavaModifier.FINAL)
					.andShould()
					.haveSimpleNameEndingWith("AutoConfiguration"),
				ArchRuleDefinition.classes()
					.that()
					.resideInAPackage(all)
					.and()
					.areAnnotatedWith(CONFIGURATION)
					.should()
					.notBePublic()
					.allowEmptyShould(true),
				ArchRuleDefinition.methods()
					.that()
					.areAnnotatedWith(BEAN)
					.and()
					.areDeclaredInClassesThat()
					.resideInAPackage(all)
					.should()
					.bePackagePrivate()
					.andShould()
					.haveNameMatching(beanNames),
				ArchRuleDefinition.fields()
					.that()
					.areDeclaredInClassesThat()
					.resideInAPackage(all)
					.and()
					.areStatic()
					.and()
					.doNotHaveModifier(JavaModifier.SYNTHETIC)
					.should()
					.beFinal());
	}

}
