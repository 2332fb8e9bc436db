package io.github.taggedcache.template;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.support.StandardTypeLocator;
import org.springframework.util.ClassUtils;

/**
 * Says, ahead of time, what the calls of a method reflect on: arguments and result, whose
 * properties templates read and whose fields the cache stores, and the beans and types
 * that templates name.
 */
public final class TemplateHints {

	private static final BindingReflectionHintsRegistrar BINDING = new BindingReflectionHintsRegistrar();

	private final ReflectionHints hints;

	private final ConfigurableListableBeanFactory beanFactory;

	private final TagExpressions expressions = new TagExpressions(null);

	/**
	 * Creates hints.
	 * @param hints where they go
	 * @param beanFactory knows the types of the beans that templates name
	 */
	public TemplateHints(ReflectionHints hints, ConfigurableListableBeanFactory beanFactory) {
		this.hints = hints;
		this.beanFactory = beanFactory;
	}

	/**
	 * Adds hints for the target, the arguments and the result of a method. A template may
	 * call any public method of these.
	 * @param method the method
	 * @param targetClass the class of the object that it is called on
	 */
	public void addCall(Method method, Class<?> targetClass) {
		Type[] types = Stream
			.concat(Arrays.stream(method.getGenericParameterTypes()), Stream.of(method.getGenericReturnType()))
			.toArray(Type[]::new);
		BINDING.registerReflectionHints(this.hints, types);
		Arrays.stream(types)
			.map((type) -> ResolvableType.forType(type).resolve(Object.class))
			.forEach(this::addMethods);
		addMethods(targetClass);
		BINDING.registerReflectionHints(this.hints, InvocationRoot.class);
	}

	/**
	 * Adds hints for the beans and types that templates name.
	 * @param templates the templates
	 */
	public void addTemplates(String... templates) {
		for (String template : templates) {
			add(template, true);
		}
	}

	/**
	 * Adds hints for the beans and types that a condition names.
	 * @param condition the condition, or an empty text
	 */
	public void addCondition(String condition) {
		if (!condition.isBlank()) {
			add(condition, false);
		}
	}

	private void add(String text, boolean template) {
		try {
			Expression parsed = template ? this.expressions.parseTemplate(text) : this.expressions.parseCondition(text);
			List<Expression> parts = (parsed instanceof CompositeStringExpression composite)
					? List.of(composite.getExpressions()) : List.of(parsed);
			for (Expression part : parts) {
				if (part instanceof SpelExpression spel) {
					visit(spel.getAST());
				}
			}
		}
		catch (ParseException ex) {
			// The start says so, with the method and the place
		}
	}

	private void visit(SpelNode node) {
		if (node instanceof BeanReference) {
			addBean(node.toStringAST().replaceAll("[@&']", ""));
		}
		else if (node instanceof TypeReference) {
			addType(node.getChild(0).toStringAST());
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			visit(node.getChild(i));
		}
	}

	private void addBean(String name) {
		Class<?> type = this.beanFactory.containsBean(name) ? this.beanFactory.getType(name, false) : null;
		if (type != null) {
			addMethods(ClassUtils.getUserClass(type));
		}
	}

	private void addType(String name) {
		try {
			addMethods(new StandardTypeLocator(this.beanFactory.getBeanClassLoader()).findType(name));
		}
		catch (EvaluationException ex) {
			// The call says so, with the method and the part
		}
	}

	private void addMethods(Class<?> type) {
		if (!type.isPrimitive() && type != Object.class) {
			this.hints.registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS, MemberCategory.ACCESS_PUBLIC_FIELDS);
		}
	}

}
