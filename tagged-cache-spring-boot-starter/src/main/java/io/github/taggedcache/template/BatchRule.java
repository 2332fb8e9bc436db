package io.github.taggedcache.template;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.taggedcache.annotation.CacheTags;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What {@link CacheTags#batch} and {@link CacheTags#batchKey} of a method say: which
 * parameter holds the ids of many entries, and how an element of the result tells its id.
 */
public final class BatchRule {

	private static final Pattern PARAMETER = Pattern.compile("\\s*#(\\w+)\\s*");

	private final CallSite callSite;

	private final String batch;

	private final int position;

	private final @Nullable MethodExpression key;

	private BatchRule(CallSite callSite, String batch, int position, @Nullable MethodExpression key) {
		this.callSite = callSite;
		this.batch = batch;
		this.position = position;
		this.key = key;
	}

	/**
	 * Returns whether one of the annotations has a batch.
	 */
	static boolean isIn(List<Declared<CacheTags>> found) {
		return found.stream().anyMatch((tags) -> StringUtils.hasText(tags.annotation().batch()));
	}

	/**
	 * Parses what annotations say.
	 * @return null if they say nothing about a batch
	 * @throws TagTemplateException if that is wrong
	 */
	static @Nullable BatchRule parse(List<Declared<CacheTags>> onMethod, List<Declared<CacheTags>> onType,
			CallSite callSite) {
		for (Declared<CacheTags> tags : onType) {
			if (StringUtils.hasText(tags.annotation().batch() + tags.annotation().batchKey())) {
				throw failure(callSite, "Batch", "it stands on a type. Put it on the method");
			}
		}
		String batch = one(onMethod.stream().map((tags) -> tags.annotation().batch()).toList(), "Batch", callSite);
		String key = one(onMethod.stream().map((tags) -> tags.annotation().batchKey()).toList(), "Batch key", callSite);
		if (batch.isEmpty()) {
			if (!key.isEmpty()) {
				throw failure(callSite, "Batch key \"" + key + "\"",
						"there is no batch. Name the parameter that holds the ids: batch = \"#ids\"");
			}
			return null;
		}
		MethodExpression parsed = key.isEmpty() ? null : MethodExpression.parse("Batch key", key, callSite);
		if (parsed != null && !parsed.usesResult()) {
			throw parsed.failure("it must find the id in #result, which is one element of the result");
		}
		return new BatchRule(callSite, batch, position(batch, callSite), parsed);
	}

	/**
	 * An interface and its implementation may say the same.
	 */
	private static String one(List<String> texts, String place, CallSite callSite) {
		List<String> distinct = texts.stream().filter(StringUtils::hasText).distinct().toList();
		if (distinct.size() > 1) {
			throw failure(callSite, place, "the method and what it overrides say different things: " + distinct);
		}
		return distinct.isEmpty() ? "" : distinct.get(0);
	}

	private static int position(String batch, CallSite callSite) {
		Matcher matcher = PARAMETER.matcher(batch);
		Integer position = matcher.matches() ? callSite.names().position(matcher.group(1)) : null;
		if (position == null) {
			throw failure(callSite, place(batch),
					"it must be the parameter that holds the ids, such as #ids: " + callSite.names().remedy());
		}
		return position;
	}

	private static String place(String batch) {
		return "Batch \"" + batch + "\"";
	}

	private static TagTemplateException failure(CallSite callSite, String place, String reason) {
		return callSite.declaration().failure(place, reason, null);
	}

	/**
	 * Returns which parameter holds the ids.
	 * @return its position
	 */
	public int position() {
		return this.position;
	}

	/**
	 * Returns how an element of the result tells its id.
	 * @return null if the annotation does not say it
	 */
	public @Nullable MethodExpression key() {
		return this.key;
	}

	/**
	 * Parses another expression of the method.
	 * @param attribute the attribute that holds it
	 * @param text the expression
	 * @return null if the text is empty
	 * @throws TagTemplateException if it does not parse, or uses an unknown name
	 */
	public @Nullable MethodExpression expression(String attribute, @Nullable String text) {
		return StringUtils.hasText(text) ? MethodExpression.parse(attribute, text, this.callSite) : null;
	}

	/**
	 * Makes the exception for a method, call or result that does not fit.
	 * @param reason what is wrong, and what to do about it
	 * @return the exception, which names the method
	 */
	public TagTemplateException failure(String reason) {
		return failure(this.callSite, place(this.batch), reason);
	}

}
