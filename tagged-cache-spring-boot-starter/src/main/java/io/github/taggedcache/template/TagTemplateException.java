package io.github.taggedcache.template;

import org.jspecify.annotations.Nullable;

/**
 * Says that a tag template, a condition or a batch is wrong, or gave something that no
 * tag or entry can be made of. The message names the method, the template, the part of it
 * and the remedy.
 */
public final class TagTemplateException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	TagTemplateException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
