package io.github.taggedcache.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The classes of the core and the starter, as users get them.
 */
final class Production {

	static final String ROOT = "io.github.taggedcache";

	static final String CORE = ROOT + ".core..";

	static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT)
		.that(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ROOT + ".testsupport..")));

	private Production() {
	}

	static void follows(ArchRule rule) {
		rule.allowEmptyShould(true).check(CLASSES);
	}

	static String[] packages(String... names) {
		String[] packages = new String[names.length];
		for (int i = 0; i < names.length; i++) {
			packages[i] = ROOT + "." + names[i] + "..";
		}
		return packages;
	}

}
