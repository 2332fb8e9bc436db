package io.github.taggedcache.template;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.util.ClassUtils;

/**
 * The condition of an invalidation, parsed and checked.
 */
final class RuleCondition {

	private final CallSite callSite;

	private final String text;

	private final Expression expression;

	private final boolean usesResult;

	private RuleCondition(CallSite callSite, String text, Expression expression, boolean usesResult) {
		this.callSite = callSite;
		this.text = text;
		this.expression = expression;
		this.usesResult = usesResult;
	}

	static RuleCondition parse(String text, CallSite callSite) {
		try {
			Expression expression = callSite.expressions().parseCondition(text);
			return new RuleCondition(callSite, text, expression, callSite.usesResult(expression));
		}
		catch (IllegalArgumentException | ParseException ex) {
			throw callSite.declaration().failure(place(text), ex);
		}
	}

	private static String place(String text) {
		return "Condition \"" + text + "\"";
	}

	boolean usesResult() {
		return this.usesResult;
	}

	TagTemplateException failure(String reason) {
		return this.callSite.declaration().failure(place(this.text), reason, null);
	}

	boolean isMet(InvocationContext context) {
		@Nullable Object value;
		try {
			value = this.expression.getValue(context);
		}
		// Whatever the application's own code threw, it must be known where.
		catch (RuntimeException ex) {
			throw this.callSite.declaration().failure(place(this.text), ex);
		}
		if (value instanceof Boolean met) {
			return met;
		}
		throw failure("it must give true or false, not " + ClassUtils.getDescriptiveType(value));
	}

}
