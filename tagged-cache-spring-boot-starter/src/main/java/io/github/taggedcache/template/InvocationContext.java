package io.github.taggedcache.template;

import java.util.Iterator;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * The variables of one call, looked up by position: no names are discovered at call time,
 * and what a name means does not depend on the order in which variables are used.
 */
final class InvocationContext extends StandardEvaluationContext {

	private final ParameterNames names;

	private final @Nullable Object[] args;

	private final Outcome outcome;

	InvocationContext(StandardEvaluationContext shared, InvocationRoot root, ParameterNames names, Outcome outcome) {
		super(root);
		shared.applyDelegatesTo(this);
		this.names = names;
		this.args = root.getArgs();
		this.outcome = outcome;
	}

	@Override
	public @Nullable Object lookupVariable(String name) {
		if (ExpressionCheck.RESULT.equals(name)) {
			return this.outcome.result();
		}
		Integer position = this.names.position(name);
		if (position != null) {
			return this.args[position];
		}
		return (ExpressionCheck.ARGS.equals(name)) ? this.args : super.lookupVariable(name);
	}

	Outcome outcome() {
		return this.outcome;
	}

	/**
	 * Returns whether a value can be read once only and belongs to the method or its
	 * caller.
	 */
	boolean isReadByOthers(@Nullable Object value) {
		if (!(value instanceof Iterator || value instanceof BaseStream)) {
			return false;
		}
		boolean read = value == this.outcome.result();
		for (Object arg : this.args) {
			read |= value == arg;
		}
		return read;
	}

}
