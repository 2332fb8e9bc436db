package io.github.taggedcache.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.Tag;
import io.github.taggedcache.core.name.TagName;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.common.LiteralExpression;
import org.springframework.util.StringUtils;

/**
 * One template of an annotation, parsed and checked.
 * <p>
 * The values of its parts are escaped, as those of {@link Tag#of} are; the literal text
 * is not. A template that is one expression and nothing else gives whole tags.
 */
final class TagTemplate {

	private static final PartValues ESCAPED = new PartValues(Tag::part, TagAnnotations.MAX_TAGS);

	private static final PartValues WHOLE_TAGS = new PartValues(Tag::text, TagAnnotations.MAX_TAGS);

	private final CallSite callSite;

	private final Declaration declaration;

	private final String text;

	private final List<Expression> parts;

	private final boolean usesResult;

	private TagTemplate(CallSite callSite, String text, List<Expression> parts, boolean usesResult) {
		this.callSite = callSite;
		this.declaration = callSite.declaration();
		this.text = text;
		this.parts = parts;
		this.usesResult = usesResult;
	}

	/**
	 * Parses a template.
	 * @throws TagTemplateException if it is blank, does not parse, uses an unknown name
	 * or gives an invalid tag whatever the call
	 */
	static TagTemplate parse(String text, CallSite callSite) {
		try {
			if (!StringUtils.hasText(text)) {
				throw new IllegalArgumentException("it must not be blank");
			}
			List<Expression> parts = split(callSite.expressions().parseTemplate(text));
			boolean usesResult = false;
			for (Expression part : parts) {
				usesResult |= callSite.usesResult(part);
			}
			if (parts.get(0) instanceof LiteralExpression && parts.size() == 1) {
				TagName.require(text);
			}
			return new TagTemplate(callSite, text, parts, usesResult);
		}
		catch (IllegalArgumentException | ParseException ex) {
			throw callSite.declaration().failure(place(text), ex);
		}
	}

	private static List<Expression> split(Expression parsed) {
		return (parsed instanceof CompositeStringExpression composite) ? List.of(composite.getExpressions())
				: List.of(parsed);
	}

	private static String place(String text) {
		return "Tag template \"" + text + "\"";
	}

	boolean usesResult() {
		return this.usesResult;
	}

	/**
	 * Returns whether the template can be evaluated: those that use the result need one.
	 */
	boolean isUsableWith(Outcome outcome) {
		return !this.usesResult || outcome.result() != null;
	}

	TagTemplateException failure(String reason) {
		return this.declaration.failure(place(this.text), reason, null);
	}

	/**
	 * Returns a text that is the same for templates which give the same tags, whatever
	 * the parameters are called: each part with its kind and length.
	 * @param used where the positions of the arguments go that the template uses
	 * @return the text, or null if the template depends on more than arguments and result
	 */
	@Nullable String normalForm(Set<Integer> used) {
		StringBuilder normal = new StringBuilder();
		for (Expression part : this.parts) {
			String text = (part instanceof LiteralExpression literal) ? literal.getValue()
					: TemplateFingerprints.normalForm(part, this.callSite.names(), used);
			if (text == null) {
				return null;
			}
			normal.append((part instanceof LiteralExpression) ? 'L' : 'E')
				.append(text.length())
				.append(':')
				.append(text);
		}
		return normal.toString();
	}

	/**
	 * Evaluates each part once and adds the tags that they give together.
	 */
	void collect(InvocationContext context, TagCollector tags) {
		List<Set<String>> texts = new ArrayList<>(this.parts.size());
		for (Expression part : this.parts) {
			texts.add(texts(part, context));
		}
		if (texts.stream().anyMatch(Set::isEmpty)) {
			return;
		}
		combine(texts).forEach((tag) -> tags.add(valid(tag)));
	}

	private String valid(String tag) {
		try {
			return TagName.require(tag);
		}
		catch (IllegalArgumentException ex) {
			throw this.declaration.failure(place(this.text), ex);
		}
	}

	private Set<String> texts(Expression part, InvocationContext context) {
		if (part instanceof LiteralExpression literal) {
			return Set.of(literal.getValue());
		}
		try {
			Object value = part.getValue(context);
			if (context.isReadByOthers(value)) {
				throw new IllegalArgumentException("an Iterator or a stream that is an argument or the result can be "
						+ "read once only: use a collection");
			}
			return ((this.parts.size() == 1) ? WHOLE_TAGS : ESCAPED).of(value);
		}
		// Whatever the application's own code threw, it must be known where.
		catch (RuntimeException ex) {
			String place = "Part #{" + part.getExpressionString() + "} of tag template \"" + this.text + "\"";
			throw this.declaration.failure(place, ex);
		}
	}

	private List<String> combine(List<Set<String>> texts) {
		List<String> combined = List.of("");
		for (Set<String> values : texts) {
			if ((long) combined.size() * values.size() > TagAnnotations.MAX_TAGS) {
				throw TagCollector.tooMany(this.declaration);
			}
			combined = combined.stream().flatMap((head) -> values.stream().map(head::concat)).toList();
		}
		return combined;
	}

}
