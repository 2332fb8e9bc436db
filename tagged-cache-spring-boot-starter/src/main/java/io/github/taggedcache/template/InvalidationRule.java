package io.github.taggedcache.template;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.term.Terms;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What one {@link InvalidateTags} annotation of a method says.
 */
public final class InvalidationRule {

	private final CallSite callSite;

	private final List<TagTemplate> templates;

	private final @Nullable RuleCondition condition;

	private final boolean beforeInvocation;

	private final boolean onException;

	private final Mode mode;

	private InvalidationRule(CallSite callSite, List<TagTemplate> templates, @Nullable RuleCondition condition,
			InvalidateTags annotation) {
		this.callSite = callSite;
		this.templates = templates;
		this.condition = condition;
		this.beforeInvocation = annotation.beforeInvocation();
		this.onException = annotation.onException();
		this.mode = Terms.mode(annotation.mode());
	}

	static InvalidationRule parse(InvalidateTags annotation, CallSite callSite) {
		List<TagTemplate> templates = callSite.parse(Collections.singletonList(annotation.value()));
		RuleCondition condition = (StringUtils.hasText(annotation.condition()))
				? RuleCondition.parse(annotation.condition(), callSite) : null;
		if (annotation.beforeInvocation()) {
			String reason = "it uses #result, which is not known before the invocation";
			templates.stream().filter(TagTemplate::usesResult).findFirst().ifPresent((template) -> {
				throw template.failure(reason);
			});
			if (condition != null && condition.usesResult()) {
				throw condition.failure(reason);
			}
		}
		return new InvalidationRule(callSite, templates, condition, annotation);
	}

	/**
	 * Returns whether the tags are invalidated before the method is called.
	 * @return {@code false} if it is when it has ended
	 */
	public boolean beforeInvocation() {
		return this.beforeInvocation;
	}

	/**
	 * Returns whether a method that throws invalidates as well. It says nothing about a
	 * rule that invalidates before the invocation.
	 * @return whether an exception invalidates
	 */
	public boolean onException() {
		return this.onException;
	}

	/**
	 * Returns whether it looks at the result.
	 * @return whether a template or the condition uses {@code #result}
	 */
	public boolean needsResult() {
		return this.templates.stream().anyMatch(TagTemplate::usesResult)
				|| (this.condition != null && this.condition.usesResult());
	}

	/**
	 * Returns what happens to the entries.
	 * @return the mode of the annotation, in the word of the core
	 */
	public Mode mode() {
		return this.mode;
	}

	/**
	 * Adds the tags that this rule invalidates at this stage of a call: none at a stage
	 * that is not its own, or if its condition is not met. Templates that use
	 * {@code #result} are skipped where there is no result or it is {@code null}; a
	 * condition that uses it is taken as met after an exception.
	 * <p>
	 * To invalidate too much is safe, and too little is not: a template or condition that
	 * fails takes no tags of other templates with it.
	 * <p>
	 * This runs the application's SpEL, without a lock held.
	 * @param target the object that the method is called on
	 * @param args the arguments of the call
	 * @param outcome how far the call has come
	 * @param tags where they are added, in the order of the templates
	 * @throws TagTemplateException after all others were added, if the condition does not
	 * give a boolean, a template gives something that no tag can be made of, or more than
	 * {@value TagAnnotations#MAX_TAGS} tags
	 */
	public void collect(Object target, @Nullable Object[] args, Outcome outcome, Set<String> tags) {
		if (!appliesAt(outcome)) {
			return;
		}
		InvocationContext context = this.callSite.context(target, args, outcome);
		RuntimeException failure = null;
		try {
			if (!isConditionMet(context, outcome)) {
				return;
			}
		}
		catch (RuntimeException ex) {
			failure = ex;
		}
		Set<String> own = new LinkedHashSet<>();
		try {
			this.callSite.collectEach(this.templates, own, context);
		}
		finally {
			tags.addAll(own);
		}
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * Returns the tags that {@link #collect} adds.
	 * @param target the object that the method is called on
	 * @param args the arguments of the call
	 * @param outcome how far the call has come
	 * @return the tags, unmodifiable, in the order of the templates, without duplicates
	 * @throws TagTemplateException as {@link #collect}
	 */
	public Set<String> tags(Object target, @Nullable Object[] args, Outcome outcome) {
		Set<String> tags = new LinkedHashSet<>();
		collect(target, args, outcome, tags);
		return Collections.unmodifiableSet(tags);
	}

	private boolean appliesAt(Outcome outcome) {
		if (this.beforeInvocation || outcome.isNotEnded()) {
			return this.beforeInvocation && outcome.isNotEnded();
		}
		return this.onException || !outcome.isException();
	}

	private boolean isConditionMet(InvocationContext context, Outcome outcome) {
		if (this.condition == null || (this.condition.usesResult() && outcome.isException())) {
			return true;
		}
		return this.condition.isMet(context);
	}

}
