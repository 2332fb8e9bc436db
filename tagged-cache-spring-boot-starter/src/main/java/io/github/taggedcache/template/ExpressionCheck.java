package io.github.taggedcache.template;

import org.springframework.expression.Expression;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.util.StringUtils;

/**
 * Walks through a parsed expression for the names that it uses, so that a wrong one shows
 * at start-up. SpEL itself takes an unknown variable for {@code null}.
 */
final class ExpressionCheck {

	static final String RESULT = "result";

	static final String ARGS = "args";

	private static final String ROOT = "root";

	static final String THIS = "this";

	private final ParameterNames names;

	private boolean usesResult;

	private ExpressionCheck(ParameterNames names) {
		this.names = names;
	}

	/**
	 * Checks the names in an expression.
	 * @param expression the expression
	 * @param names the parameters that it may use
	 * @return whether it uses the result
	 * @throws IllegalArgumentException if a name is unknown
	 */
	static boolean usesResult(Expression expression, ParameterNames names) {
		ExpressionCheck check = new ExpressionCheck(names);
		if (expression instanceof SpelExpression spel) {
			check.visit(spel.getAST(), true);
		}
		return check.usesResult;
	}

	/**
	 * Visits a node.
	 * @param node the node
	 * @param onRoot whether a bare property in it is certain to be one of the root
	 */
	private void visit(SpelNode node, boolean onRoot) {
		if (node instanceof VariableReference || node instanceof FunctionReference) {
			checkVariable(name(node));
		}
		if (node instanceof PropertyOrFieldReference property && onRoot) {
			checkProperty(property);
		}
		if (node instanceof CompoundExpression) {
			visitCompound(node, onRoot);
			return;
		}
		// A key of a map literal is text; an index may be a key of a map, too.
		boolean leavesRoot = node instanceof Projection || node instanceof Selection || node instanceof Indexer
				|| node instanceof InlineMap;
		for (int i = 0; i < node.getChildCount(); i++) {
			visit(node.getChild(i), onRoot && !leavesRoot);
		}
	}

	private void visitCompound(SpelNode node, boolean onRoot) {
		visit(node.getChild(0), onRoot);
		for (int i = 1; i < node.getChildCount(); i++) {
			visit(node.getChild(i), false);
		}
		boolean fromRoot = node.getChild(0) instanceof VariableReference variable && ROOT.equals(name(variable));
		if (fromRoot && node.getChild(1) instanceof PropertyOrFieldReference property) {
			checkProperty(property);
		}
	}

	private static String name(SpelNode node) {
		String text = node.toStringAST().substring(1);
		int arguments = text.indexOf('(');
		return (arguments >= 0) ? text.substring(0, arguments) : text;
	}

	private void checkVariable(String name) {
		if (RESULT.equals(name)) {
			if (this.names.isName(RESULT)) {
				throw new IllegalArgumentException("#result is the result of the method, which has a parameter of "
						+ "that name as well: use #a0 for the first parameter, or rename it");
			}
			this.usesResult = true;
			return;
		}
		if (this.names.isAmbiguous(name)) {
			throw new IllegalArgumentException("#" + name + " stands for another parameter in the method than in one "
					+ "that it overrides or implements: use #a0 for the first parameter, or rename it");
		}
		if (this.names.position(name) == null && !ROOT.equals(name) && !THIS.equals(name) && !ARGS.equals(name)) {
			throw new IllegalArgumentException("#" + name + " is unknown: " + this.names.remedy());
		}
	}

	private void checkProperty(PropertyOrFieldReference property) {
		String name = property.getName();
		if (InvocationRoot.PROPERTIES.contains(StringUtils.uncapitalize(name))) {
			return;
		}
		String remedy = (this.names.isName(name)) ? "for the parameter write #" + name
				: "it has method, methodName, target, targetClass and args";
		throw new IllegalArgumentException("'" + name + "' is not a property of #root: " + remedy);
	}

}
