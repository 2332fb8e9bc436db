package io.github.taggedcache.template;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.Expression;

/**
 * Parses what the annotations of a method say, and evaluates it for calls of the method.
 *
 * @param declaration the annotation and the method
 * @param names the parameters of the method
 * @param expressions parses, and makes contexts
 */
record CallSite(Declaration declaration, ParameterNames names, TagExpressions expressions) {

	/**
	 * Parses the templates of annotations, each once.
	 * @throws TagTemplateException if one is wrong, or an annotation has none
	 */
	List<TagTemplate> parse(List<String[]> annotationValues) {
		Set<String> texts = new LinkedHashSet<>();
		for (String[] value : annotationValues) {
			if (value.length == 0) {
				throw this.declaration.failure("Value", "it must have at least one tag template", null);
			}
			texts.addAll(List.of(value));
		}
		return texts.stream().map((text) -> TagTemplate.parse(text, this)).toList();
	}

	/**
	 * Checks the names in an expression.
	 * @return whether it uses the result
	 * @throws IllegalArgumentException if a name is unknown
	 */
	boolean usesResult(Expression expression) {
		boolean usesResult = ExpressionCheck.usesResult(expression, this.names);
		if (usesResult && this.declaration.method().getReturnType() == void.class) {
			throw new IllegalArgumentException("it uses #result, but the method is void");
		}
		return usesResult;
	}

	InvocationContext context(Object target, @Nullable Object[] args, Outcome outcome) {
		InvocationRoot root = new InvocationRoot(this.declaration, target, args);
		return this.expressions.context(root, this.names, outcome);
	}

	/**
	 * Returns the tags of templates, in addition to those that are known. Templates that
	 * need a result are skipped where there is none.
	 */
	Set<String> collect(List<TagTemplate> templates, Collection<String> known, InvocationContext context) {
		TagCollector tags = new TagCollector(this.declaration, known);
		templates.stream()
			.filter((template) -> template.isUsableWith(context.outcome()))
			.forEach((template) -> template.collect(context, tags));
		return tags.tags();
	}

	/**
	 * Adds the tags of each template that gives some, whatever becomes of the others.
	 * @throws RuntimeException the first failure, after all templates had their turn
	 */
	void collectEach(List<TagTemplate> templates, Set<String> tags, InvocationContext context) {
		RuntimeException failure = null;
		for (TagTemplate template : templates) {
			try {
				tags.addAll(collect(List.of(template), tags, context));
			}
			catch (RuntimeException ex) {
				failure = (failure != null) ? failure : ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

}
