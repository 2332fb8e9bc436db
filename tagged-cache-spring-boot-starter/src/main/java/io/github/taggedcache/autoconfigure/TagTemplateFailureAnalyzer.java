package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.template.TagTemplateException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows a wrong tag template without its stack trace.
 */
final class TagTemplateFailureAnalyzer extends AbstractFailureAnalyzer<TagTemplateException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, TagTemplateException cause) {
		String message = cause.getMessage();
		return (message != null) ? new FailureAnalysis(message,
				"Correct the annotation: in the #{...} parts of templates, and in expressions, parameter names, #a0,"
						+ " #root and, where there is a result, #result are known.",
				cause) : null;
	}

}
