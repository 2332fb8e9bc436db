package io.github.taggedcache.template;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.taggedcache.ValueTags;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.AnnotatedElementKey;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;

/**
 * Finds and parses the tag annotations of methods, each once: ask at start-up for what
 * must be right then, and at call time for what was found.
 * <p>
 * It may be used by many threads. Nothing of the application runs in it: it parses
 * expressions and evaluates none.
 */
public final class TagAnnotations {

	/**
	 * The most tags that the {@link CacheTags} of a method, or one {@link InvalidateTags}
	 * of it, may give for one call. It keeps an endless stream or a product of two long
	 * lists from filling the memory. How many tags an entry may have is another bound.
	 */
	public static final int MAX_TAGS = 1_000_000;

	private final Map<AnnotatedElementKey, MethodTags> methodTags = new ConcurrentHashMap<>();

	private final Map<AnnotatedElementKey, List<InvalidationRule>> invalidationRules = new ConcurrentHashMap<>();

	private final TagExpressions expressions;

	private final @Nullable BeanFactory beanFactory;

	private final ParameterNameDiscoverer parameterNameDiscoverer;

	/**
	 * Makes it.
	 * @param beanFactory where the beans are that templates refer to by {@code @name},
	 * and those of type {@link ValueTags}; {@code null} if there are none
	 */
	public TagAnnotations(@Nullable BeanFactory beanFactory) {
		this(beanFactory, DefaultParameterNameDiscoverer.getSharedInstance());
	}

	TagAnnotations(@Nullable BeanFactory beanFactory, ParameterNameDiscoverer parameterNameDiscoverer) {
		this.expressions = new TagExpressions(beanFactory);
		this.beanFactory = beanFactory;
		this.parameterNameDiscoverer = parameterNameDiscoverer;
	}

	/**
	 * Returns the tags that a cached method declares. Only ask for a method that stores
	 * what it returns: the annotations of its type are not meant for others.
	 * @param method the method that is called, of a class or an interface
	 * @param targetClass the class of the object that it is called on
	 * @return its tags, empty if there are none
	 * @throws TagTemplateException if a template is wrong
	 */
	public MethodTags methodTags(Method method, Class<?> targetClass) {
		return find(this.methodTags, method, targetClass, this::parseTags);
	}

	/**
	 * Returns what invalidates tags when a method is called.
	 * @param method the method that is called, of a class or an interface
	 * @param targetClass the class of the object that it is called on
	 * @return a rule for each annotation, unmodifiable, empty if there are none
	 * @throws TagTemplateException if a template or a condition is wrong
	 */
	public List<InvalidationRule> invalidationRules(Method method, Class<?> targetClass) {
		return find(this.invalidationRules, method, targetClass, this::parseRules);
	}

	// Not computeIfAbsent: a lookup must not wait for the parsing of another method.
	private static <T> T find(Map<AnnotatedElementKey, T> known, Method method, Class<?> targetClass,
			Function<AnnotatedMethod, T> parser) {
		AnnotatedElementKey key = new AnnotatedElementKey(method, targetClass);
		T found = known.get(key);
		if (found == null) {
			T parsed = parser.apply(new AnnotatedMethod(method, targetClass));
			T other = known.putIfAbsent(key, parsed);
			found = (other != null) ? other : parsed;
		}
		return found;
	}

	/**
	 * Returns whether a cached method declares that each element of its result is an
	 * entry of its own. Parses nothing.
	 * @param method the method that is called, of a class or an interface
	 * @param targetClass the class of the object that it is called on
	 * @return whether there is a {@link CacheTags#batch}
	 */
	public boolean isBatch(Method method, Class<?> targetClass) {
		return BatchRule.isIn(new AnnotatedMethod(method, targetClass).onMethod(CacheTags.class));
	}

	private MethodTags parseTags(AnnotatedMethod method) {
		List<Declared<CacheTags>> onMethod = method.onMethod(CacheTags.class);
		List<Declared<CacheTags>> onType = method.onType(CacheTags.class);
		List<Declared<CacheTags>> found = Stream.concat(onMethod.stream(), onType.stream()).toList();
		CallSite callSite = callSite(CacheTags.class, method, found);
		BatchRule batch = BatchRule.parse(onMethod, onType, callSite);
		List<String[]> templates = found.stream()
			.map(Declared::annotation)
			.filter((tags) -> tags.value().length > 0 || (batch == null && tags.inherit()))
			.map(CacheTags::value)
			.toList();
		boolean inherits = found.stream().map(Declared::annotation).allMatch(CacheTags::inherit);
		return new MethodTags(callSite, callSite.parse(templates), inherits, batch,
				rules(method.method(), callSite, templates.stream().flatMap(Stream::of).toList()));
	}

	private List<ValueTags.Rule> rules(Method method, CallSite callSite, List<String> templates) {
		if (this.beanFactory == null) {
			return List.of();
		}
		try {
			return this.beanFactory.getBeanProvider(ValueTags.class)
				.orderedStream()
				.map((tags) -> tags.of(method, templates))
				.toList();
		}
		catch (IllegalArgumentException ex) {
			throw callSite.declaration().failure("A tag", ex);
		}
	}

	private List<InvalidationRule> parseRules(AnnotatedMethod method) {
		List<Declared<InvalidateTags>> found = method.onMethod(InvalidateTags.class);
		CallSite callSite = callSite(InvalidateTags.class, method, found);
		return found.stream()
			.map(Declared::annotation)
			.distinct()
			.map((annotation) -> InvalidationRule.parse(annotation, callSite))
			.toList();
	}

	private <A extends Annotation> CallSite callSite(Class<A> type, AnnotatedMethod method, List<Declared<A>> found) {
		Declaration declaration = new Declaration(type, method.method(), method.targetClass());
		List<Method> declarations = new ArrayList<>(method.declarations());
		found.stream()
			.map(Declared::source)
			.filter(Method.class::isInstance)
			.map(Method.class::cast)
			.forEach(declarations::add);
		ParameterNames names = new ParameterNames(method.method(), declarations, this.parameterNameDiscoverer);
		return new CallSite(declaration, names, this.expressions);
	}

}
