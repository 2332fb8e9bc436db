package io.github.taggedcache.template;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;

/**
 * One expression of an annotation of a method, parsed and checked. It knows what a
 * template knows.
 */
public final class MethodExpression {

	private static final Pattern ALL_ARGUMENTS = Pattern.compile("\\bargs\\b");

	private final CallSite callSite;

	private final String place;

	private final Expression expression;

	private final boolean usesResult;

	private MethodExpression(CallSite callSite, String place, Expression expression, boolean usesResult) {
		this.callSite = callSite;
		this.place = place;
		this.expression = expression;
		this.usesResult = usesResult;
	}

	/**
	 * Parses an expression.
	 * @param attribute the attribute that holds it
	 * @param text the expression
	 * @throws TagTemplateException if it does not parse, or uses an unknown name
	 */
	static MethodExpression parse(String attribute, String text, CallSite callSite) {
		String place = attribute + " \"" + text + "\"";
		try {
			Expression expression = callSite.expressions().parseCondition(text);
			return new MethodExpression(callSite, place, expression, callSite.usesResult(expression));
		}
		catch (IllegalArgumentException | ParseException ex) {
			throw callSite.declaration().failure(place, ex);
		}
	}

	boolean usesResult() {
		return this.usesResult;
	}

	/**
	 * Returns whether the value may depend on an argument.
	 * @param position the position of the argument
	 * @return false if the expression names neither that argument nor all of them
	 */
	public boolean mayUse(int position) {
		String text = this.expression.getExpressionString();
		return Pattern.compile("#a" + position + "\\b").matcher(this.callSite.names().byPosition(text)).find()
				|| ALL_ARGUMENTS.matcher(text).find();
	}

	/**
	 * Evaluates the expression. Runs the application's SpEL.
	 * @param target the object that the method is called on
	 * @param args the arguments of the call
	 * @param outcome what {@code #result} is
	 * @return the value
	 * @throws TagTemplateException if the expression fails
	 */
	public @Nullable Object value(Object target, @Nullable Object[] args, Outcome outcome) {
		try {
			return this.expression.getValue(this.callSite.context(target, args, outcome));
		}
		// Whatever the application's own code threw, it must be known where.
		catch (RuntimeException ex) {
			throw this.callSite.declaration().failure(this.place, ex);
		}
	}

	/**
	 * Makes the exception for an expression that is not what it must be.
	 * @param reason what is wrong, and what to do about it
	 * @return the exception
	 */
	public TagTemplateException failure(String reason) {
		return this.callSite.declaration().failure(this.place, reason, null);
	}

}
