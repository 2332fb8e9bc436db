package io.github.taggedcache.template;

import java.lang.reflect.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.name.Fingerprint;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.InlineList;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.util.ClassUtils;

/**
 * Fingerprints of the templates of a method.
 * <p>
 * Two calls for one key with one fingerprint must give the same tags for the same value,
 * so a fingerprint stands only for templates that key and result determine. With the keys
 * that Spring makes by default, all arguments are in the key. With a key expression those
 * are that the expression names as they are, alone or as elements of a list. An argument
 * counts only if its type says that equal keys mean equal tags: text, whole numbers and
 * the like. A template of anything else (a bean, a static method, the target, an object)
 * has no fingerprint: its tags are evaluated for each call. When in doubt, that is right.
 * <p>
 * The text that the fingerprint is made of has the position and type of each argument in
 * the place of its name, and says how the key is made of them.
 */
final class TemplateFingerprints {

	private static final Set<Class<?>> SCALARS = Set.of(String.class, UUID.class, LocalDate.class, Instant.class,
			Boolean.class, Character.class, Byte.class, Short.class, Integer.class, Long.class);

	private final CallSite callSite;

	private final List<TagTemplate> templates;

	private final Class<?>[] types;

	private final long byResult;

	private final long byArguments;

	private final Map<String, Long> byKey = new ConcurrentHashMap<>();

	TemplateFingerprints(CallSite callSite, List<TagTemplate> templates) {
		Method method = callSite.declaration().method();
		this.callSite = callSite;
		this.templates = List.copyOf(templates);
		this.types = method.getParameterTypes();
		this.byResult = of(List.of(), "result");
		this.byArguments = of(IntStream.range(0, this.types.length).boxed().toList(), "arguments");
	}

	long byResult() {
		return this.byResult;
	}

	long byArguments() {
		return this.byArguments;
	}

	long byKey(String expression) {
		Long known = this.byKey.get(expression);
		if (known == null) {
			known = of(keyPositions(expression), "key");
			this.byKey.put(expression, known);
		}
		return known;
	}

	/**
	 * The arguments that a key expression names as they are, in its order.
	 */
	private List<Integer> keyPositions(String text) {
		try {
			Expression expression = this.callSite.expressions().parseCondition(text);
			if (!(expression instanceof SpelExpression spel)) {
				return List.of();
			}
			SpelNode key = spel.getAST();
			List<SpelNode> nodes = (key instanceof InlineList)
					? IntStream.range(0, key.getChildCount()).mapToObj(key::getChild).toList() : List.of(key);
			List<Integer> positions = nodes.stream().map(this::position).toList();
			return positions.contains(-1) ? List.of() : positions;
		}
		catch (ParseException ex) {
			// Spring says so when the method is called
			return List.of();
		}
	}

	private int position(SpelNode node) {
		Integer position = (node instanceof VariableReference)
				? this.callSite.names().position(node.toStringAST().substring(1)) : null;
		return (position != null) ? position : -1;
	}

	/**
	 * The fingerprint of the templates where these arguments are in the key.
	 */
	private long of(List<Integer> inKey, String kind) {
		if (this.templates.isEmpty()) {
			return DeclaredTags.NO_TEMPLATES;
		}
		Set<Integer> used = new LinkedHashSet<>();
		Set<String> texts = new TreeSet<>();
		for (TagTemplate template : this.templates) {
			String text = template.normalForm(used);
			if (text == null) {
				return DeclaredTags.UNKNOWN_TEMPLATES;
			}
			texts.add(text);
		}
		if (!inKey.containsAll(used) || !used.stream().allMatch((position) -> isScalar(this.types[position]))) {
			return DeclaredTags.UNKNOWN_TEMPLATES;
		}
		String key = used.isEmpty() ? ""
				: inKey.stream().map(this::argument).collect(Collectors.joining(",", kind + "(", ")"));
		long fingerprint = Fingerprint.of(texts + key);
		return (fingerprint != DeclaredTags.NO_TEMPLATES && fingerprint != DeclaredTags.UNKNOWN_TEMPLATES) ? fingerprint
				: 1;
	}

	/**
	 * Whether a template of the call looks at more than scalar arguments.
	 */
	boolean mayChange() {
		Set<Integer> used = new LinkedHashSet<>();
		return this.templates.stream()
			.filter((template) -> !template.usesResult())
			.anyMatch((template) -> template.normalForm(used) == null)
				|| !used.stream().allMatch((position) -> isScalar(this.types[position]));
	}

	private String argument(int position) {
		return position + " " + ClassUtils.resolvePrimitiveIfNecessary(this.types[position]).getName();
	}

	private static boolean isScalar(Class<?> type) {
		Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
		return SCALARS.contains(boxed) || boxed.isEnum();
	}

	/**
	 * An expression with positions in the place of names. One that holds a text literal
	 * is followed by itself: a literal may look like a name.
	 */
	static @Nullable String normalForm(Expression part, ParameterNames names, Set<Integer> used) {
		Set<Integer> positions = PartInputs.positions(part, names);
		if (positions == null) {
			return null;
		}
		used.addAll(positions);
		String text = part.getExpressionString();
		boolean literal = text.indexOf('\'') >= 0 || text.indexOf('"') >= 0;
		return names.byPosition(text) + new TreeSet<>(positions) + (literal ? text : "");
	}

}
