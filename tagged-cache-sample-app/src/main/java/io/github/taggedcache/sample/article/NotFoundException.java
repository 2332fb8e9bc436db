package io.github.taggedcache.sample.article;

/**
 * Somebody asked for what is not there.
 */
public class NotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NotFoundException(String what, Object id) {
		super("There is no %s %s".formatted(what, id));
	}

}
