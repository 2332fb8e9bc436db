package io.github.taggedcache.template;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.Expression;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.Elvis;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineList;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.OpDec;
import org.springframework.expression.spel.ast.OpInc;
import org.springframework.expression.spel.ast.Operator;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.Ternary;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;

/**
 * What the value of an expression depends on. An expression is closed if that is nothing
 * but the result and arguments: no bean, no type, no property of the call itself. Kinds
 * of nodes that are not known here count as open.
 */
final class PartInputs {

	private final ParameterNames names;

	private final Set<Integer> positions = new HashSet<>();

	private boolean closed = true;

	private PartInputs(ParameterNames names) {
		this.names = names;
	}

	/**
	 * The arguments that an expression depends on.
	 * @param expression the expression
	 * @param names the parameters that it may use
	 * @return the positions of the arguments, or null if the expression is open
	 */
	static @Nullable Set<Integer> positions(Expression expression, ParameterNames names) {
		if (!(expression instanceof SpelExpression spel)) {
			return null;
		}
		PartInputs inputs = new PartInputs(names);
		inputs.visit(spel.getAST(), false, false);
		return inputs.closed ? inputs.positions : null;
	}

	/**
	 * Visits a node.
	 * @param node the node
	 * @param inElement whether {@code #this} is an element of a collection
	 * @param inChain whether the node belongs to what the node before it gave
	 */
	private void visit(SpelNode node, boolean inElement, boolean inChain) {
		if (node instanceof VariableReference) {
			addVariable(node.toStringAST().substring(1), inElement);
		}
		else if (node instanceof PropertyOrFieldReference || node instanceof MethodReference) {
			// A bare one belongs to the call, or to the element
			this.closed &= inElement || inChain;
		}
		else if (node instanceof OpInc || node instanceof OpDec || !isKnown(node)) {
			this.closed = false;
		}
		boolean inElementBelow = inElement || node instanceof Projection || node instanceof Selection;
		for (int i = 0; i < node.getChildCount(); i++) {
			visit(node.getChild(i), inElementBelow, node instanceof CompoundExpression && i > 0);
		}
	}

	private static boolean isKnown(SpelNode node) {
		return node instanceof Literal || node instanceof CompoundExpression || node instanceof Projection
				|| node instanceof Selection || node instanceof Indexer || node instanceof InlineList
				|| node instanceof Operator || node instanceof OperatorNot || node instanceof Elvis
				|| node instanceof Ternary;
	}

	private void addVariable(String name, boolean inElement) {
		Integer position = this.names.position(name);
		if (position != null) {
			this.positions.add(position);
		}
		else {
			this.closed &= ExpressionCheck.RESULT.equals(name) || (inElement && ExpressionCheck.THIS.equals(name));
		}
	}

}
