package io.github.taggedcache.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spring Boot's own rules for auto-configurations.
 */
class AutoConfigurationRulesTests {

	private static final DescribedPredicate<CanBeAnnotated> AUTO_CONFIGURATION = CanBeAnnotated.Predicates
		.annotatedWith(AutoConfiguration.class);

	private static final DescribedPredicate<JavaMember> DEFAULT_CONSTRUCTOR = DescribedPredicate
		.describe("a constructor without parameters", (member) -> member.getFullName().endsWith(".<init>()"));

	private static final DescribedPredicate<JavaMethod> RETURNING_A_POST_PROCESSOR = DescribedPredicate
		.describe("returning a post-processor", (method) -> isPostProcessor(method.getRawReturnType()));

	@Test
	void autoConfigurationsArePublicAndFinal() {
		Production.follows(ArchRuleDefinition.classes()
			.that(AUTO_CONFIGURATION)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.andShould()
			.resideInAnyPackage(Production.packages("autoconfigure")));
	}

	@Test
	void autoConfigurationsHaveNoPublicMembers() {
		Production.follows(ArchRuleDefinition.members()
			.that()
			.areDeclaredInClassesThat(AUTO_CONFIGURATION.forSubtype())
			.and(DescribedPredicate.not(DEFAULT_CONSTRUCTOR))
			.should()
			.notBePublic());
	}

	@Test
	void configurationsOfPartsAreHidden() {
		Production
			.follows(ArchRuleDefinition.classes().that().areAnnotatedWith(Configuration.class).should().notBePublic());
	}

	@Test
	void beanMethodsAreHidden() {
		Production
			.follows(ArchRuleDefinition.methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate());
	}

	/**
	 * The manager has the name that Boot gives it. The name of the health indicator is
	 * that of the component, in lower case.
	 */
	@Test
	void beansHaveNamesThatNoBeanOfAnApplicationHas() {
		Production.follows(ArchRuleDefinition.methods()
			.that()
			.areAnnotatedWith(Bean.class)
			.should()
			.haveNameMatching("tagged[Cc]ache[A-Z].*|cacheManager"));
	}

	@Test
	void postProcessorsAreMadeByStaticMethods() {
		Production.follows(ArchRuleDefinition.methods()
			.that()
			.areAnnotatedWith(Bean.class)
			.and(RETURNING_A_POST_PROCESSOR)
			.should()
			.beStatic());
	}

	private static boolean isPostProcessor(JavaClass type) {
		return type.isAssignableTo(BeanPostProcessor.class) || type.isAssignableTo(BeanFactoryPostProcessor.class);
	}

}
