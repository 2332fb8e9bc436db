package io.github.taggedcache.template;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ObjectUtils;

/**
 * How far a call has come when its tags are wanted: not ended yet, ended with a result
 * (which may be {@code null}), or ended without one.
 */
public final class Outcome {

	private static final Outcome NOT_ENDED = new Outcome(Kind.NOT_ENDED, null);

	private static final Outcome EXCEPTION = new Outcome(Kind.EXCEPTION, null);

	private final Kind kind;

	private final @Nullable Object result;

	private Outcome(Kind kind, @Nullable Object result) {
		this.kind = kind;
		this.result = result;
	}

	/**
	 * Returns the outcome of a call whose method was not called yet.
	 * @return the outcome
	 */
	public static Outcome notEnded() {
		return NOT_ENDED;
	}

	/**
	 * Returns the outcome of a method that returned.
	 * @param result what it returned or completed with; the content of an
	 * {@code Optional} is used, an empty one is {@code null}
	 * @return the outcome
	 */
	public static Outcome result(@Nullable Object result) {
		return new Outcome(Kind.RESULT, ObjectUtils.unwrapOptional(result));
	}

	/**
	 * Returns the outcome of a method that threw, failed later or was cancelled.
	 * @return the outcome
	 */
	public static Outcome exception() {
		return EXCEPTION;
	}

	boolean isNotEnded() {
		return this.kind == Kind.NOT_ENDED;
	}

	boolean isException() {
		return this.kind == Kind.EXCEPTION;
	}

	/**
	 * Returns the result, {@code null} if it is null or there is none.
	 */
	@Nullable Object result() {
		return this.result;
	}

	private enum Kind {

		NOT_ENDED, RESULT, EXCEPTION

	}

}
