package io.github.taggedcache.template;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.ValueTags;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.core.name.TagName;
import org.jspecify.annotations.Nullable;

/**
 * The tags that the {@link CacheTags} annotations of a method and of its type declare.
 * <p>
 * Each of the methods that gives tags runs the application's SpEL, without a lock held,
 * and returns an unmodifiable set in the order of the templates, without duplicates. Each
 * throws {@link TagTemplateException} if a template gives something that no tag can be
 * made of, or all of them together more than {@value TagAnnotations#MAX_TAGS} tags.
 */
public final class MethodTags {

	private final CallSite callSite;

	private final List<TagTemplate> templates;

	private final List<TagTemplate> resultTemplates;

	private final TemplateFingerprints fingerprints;

	private final boolean mayChange;

	private final boolean inherits;

	private final @Nullable BatchRule batch;

	private final List<ValueTags.Rule> rules;

	MethodTags(CallSite callSite, List<TagTemplate> templates, boolean inherits, @Nullable BatchRule batch,
			List<ValueTags.Rule> rules) {
		this.rules = List.copyOf(rules);
		this.callSite = callSite;
		this.inherits = inherits;
		this.templates = List.copyOf(templates);
		this.resultTemplates = templates.stream().filter(TagTemplate::usesResult).toList();
		this.fingerprints = new TemplateFingerprints(callSite, templates);
		this.mayChange = this.fingerprints.mayChange();
		this.batch = batch;
	}

	/**
	 * Returns how the method is cached entry by entry. Its templates are then evaluated
	 * for each entry, as if the method had been called with the id of that entry, and had
	 * returned its value.
	 * @return null if what the method returns is one entry
	 */
	public @Nullable BatchRule batch() {
		return this.batch;
	}

	/**
	 * Returns whether the method declares no tags at all.
	 * @return whether there are no templates
	 */
	public boolean isEmpty() {
		return this.templates.isEmpty();
	}

	/**
	 * Returns what stands for the templates where Spring's own key generator makes the
	 * key of all arguments.
	 * @return the fingerprint; none if arguments and result do not determine the tags
	 * @see io.github.taggedcache.core.judge.DeclaredTags#templates()
	 */
	public long templatesByArguments() {
		return this.fingerprints.byArguments();
	}

	/**
	 * Returns what stands for the templates where an expression gives the key.
	 * @param expression the expression
	 * @return the fingerprint; none if key and result do not determine the tags
	 */
	public long templatesByKey(String expression) {
		return this.fingerprints.byKey(expression);
	}

	/**
	 * Returns what stands for the templates where nobody knows what the key is made of.
	 * @return the fingerprint; none if the result does not determine the tags
	 */
	public long templatesByResult() {
		return this.fingerprints.byResult();
	}

	/**
	 * Returns whether templates look at more than values that cannot change: a bean, the
	 * called object, or what an argument refers to.
	 * @return whether the same templates may give other tags a moment later
	 */
	public boolean mayChange() {
		return this.mayChange;
	}

	/**
	 * Returns whether the values of the method take over the tags of the cached values
	 * that they are made from.
	 * @return true unless an annotation says otherwise
	 */
	public boolean inherits() {
		return this.inherits;
	}

	/**
	 * Returns whether values are to have a tag that came to light while their loader ran,
	 * and that stands for more than the loader read.
	 * @param tag the tag
	 * @return false if the method declares a narrower tag in its place
	 */
	public boolean wants(String tag) {
		return this.rules.stream().allMatch((rule) -> rule.wants(tag));
	}

	/**
	 * Returns whether some of the tags are known from the result only.
	 * @return whether a template uses {@code #result}, or the application has a
	 * {@link ValueTags}
	 */
	public boolean needsResult() {
		return !this.resultTemplates.isEmpty() || !this.rules.isEmpty();
	}

	/**
	 * Returns the tags that are known before the method is called.
	 * @param target the object that the method is called on
	 * @param args the arguments of the call
	 * @return the tags of the templates that do not use {@code #result}
	 */
	public Set<String> callTags(Object target, @Nullable Object[] args) {
		return collect(this.templates, Set.of(), target, args, Outcome.notEnded());
	}

	/**
	 * Returns the tags of a value that the method returned.
	 * @param target the object that the method is called on
	 * @param args the arguments of the call
	 * @param result what {@code #result} is; the content of an {@code Optional} is used
	 * @return the tags of all templates, without those that use {@code #result} if it is
	 * {@code null}; and those that the result shows
	 */
	public Set<String> tags(Object target, @Nullable Object[] args, @Nullable Object result) {
		return withRules(collect(this.templates, Set.of(), target, args, Outcome.result(result)), result);
	}

	/**
	 * Returns the tags of a value that the method returned, where those of the call are
	 * known already: no template is evaluated twice, and what the method did to its
	 * arguments does not matter.
	 * @param callTags what {@link #callTags} returned for the same call
	 * @param target the object that the method is called on
	 * @param args the arguments of the call
	 * @param result what {@code #result} is; the content of an {@code Optional} is used
	 * @return the tags of the call and those of the templates that use {@code #result},
	 * unless it is {@code null}
	 */
	public Set<String> withResult(Set<String> callTags, Object target, @Nullable Object[] args,
			@Nullable Object result) {
		return withRules(collect(this.resultTemplates, callTags, target, args, Outcome.result(result)), result);
	}

	private Set<String> withRules(Set<String> declared, @Nullable Object result) {
		if (this.rules.isEmpty()) {
			return declared;
		}
		Set<String> all = new LinkedHashSet<>(declared);
		for (ValueTags.Rule rule : this.rules) {
			rule.of(result).forEach((tag) -> all.add(TagName.require(tag)));
		}
		return Collections.unmodifiableSet(all);
	}

	private Set<String> collect(List<TagTemplate> candidates, Set<String> known, Object target, @Nullable Object[] args,
			Outcome outcome) {
		return this.callSite.collect(candidates, known, this.callSite.context(target, args, outcome));
	}

}
