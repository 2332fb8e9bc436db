package io.github.taggedcache.template;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.expression.Expression;
import org.springframework.expression.ParserContext;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * Parses the expressions of templates and conditions and makes the contexts to evaluate
 * them in.
 */
final class TagExpressions {

	// Spring's bound of 10,000 operations would end a projection of 5,000 elements. It is
	// meant for expressions of strangers; these are part of the program. Not compiled:
	// compiled ones expect the types of the first call.
	private final SpelExpressionParser parser = new SpelExpressionParser(
			new SpelParserConfiguration(SpelCompilerMode.OFF, null, false, false, Integer.MAX_VALUE,
					SpelParserConfiguration.DEFAULT_MAX_EXPRESSION_LENGTH, Integer.MAX_VALUE));

	// Its accessors cache what they found by reflection.
	private final StandardEvaluationContext shared = new StandardEvaluationContext();

	TagExpressions(@Nullable BeanFactory beanFactory) {
		if (beanFactory != null) {
			this.shared.setBeanResolver(new BeanFactoryResolver(beanFactory));
		}
	}

	Expression parseTemplate(String text) {
		return this.parser.parseExpression(text, ParserContext.TEMPLATE_EXPRESSION);
	}

	Expression parseCondition(String text) {
		return this.parser.parseExpression(text);
	}

	InvocationContext context(InvocationRoot root, ParameterNames names, Outcome outcome) {
		return new InvocationContext(this.shared, root, names, outcome);
	}

}
