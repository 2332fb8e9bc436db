package io.github.taggedcache.redis;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import io.github.taggedcache.core.store.StoreException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.PartitionSelectorException;

import org.springframework.core.NestedExceptionUtils;

/**
 * Why a command failed, and whether sending it again may help.
 *
 * @param cause the driver's exception
 */
record Failure(Throwable cause) {

	/**
	 * First words of errors with which a server refuses a command without having done any
	 * of it, and which a later moment or another server will not give: a slot on its way
	 * to another node, a fail-over, a start, a long script of somebody else.
	 */
	private static final Set<String> REFUSALS = Set.of("TRYAGAIN", "CLUSTERDOWN", "MOVED", "ASK", "LOADING", "READONLY",
			"MASTERDOWN", "BUSY");

	/**
	 * Those of them that a server gives to every command for as long as its state lasts:
	 * a start, a long script of somebody else, a cluster without a part of its slots, a
	 * replica without its master.
	 */
	private static final Set<String> REFUSALS_OF_ALL = Set.of("LOADING", "BUSY", "CLUSTERDOWN", "MASTERDOWN");

	/** Messages of the driver for commands that were, or may have been, on their way. */
	private static final Set<String> LOST = Set.of("Connection closed", "Connection disconnected");

	/** Message of the driver for a command that it did not begin to send. */
	private static final String UNSENT = "Connection is closed";

	static Failure of(Throwable ex) {
		Throwable cause = ex;
		while (cause instanceof CompletionException && cause.getCause() != null) {
			cause = cause.getCause();
		}
		return new Failure(cause);
	}

	/**
	 * Whether nothing was done, and a short wait is likely to help.
	 */
	boolean isRefusal() {
		if (this.cause instanceof RedisCommandExecutionException) {
			return REFUSALS.contains(firstWord());
		}
		return this.cause instanceof PartitionSelectorException
				|| (this.cause instanceof RedisException && UNSENT.equals(this.cause.getMessage()));
	}

	/**
	 * Whether the connection went away, and nobody knows what was done.
	 */
	boolean isLostConnection() {
		if (this.cause instanceof IOException) {
			return !(this.cause instanceof ConnectException);
		}
		return this.cause instanceof RedisException && LOST.contains(String.valueOf(this.cause.getMessage()));
	}

	/**
	 * Whether the caller has waited in vain for a Redis that serves nobody: the command
	 * timed out, the connection was lost or refused, or until the timeout Redis refused
	 * what it would have refused to every caller. Such a refusal is sent again until the
	 * timeout, so it costs a caller as much as no answer.
	 */
	boolean isSilence() {
		if (isReply()) {
			return REFUSALS_OF_ALL.contains(firstWord());
		}
		for (Throwable ex = this.cause; ex != null; ex = ex.getCause()) {
			if (ex instanceof TimeoutException || ex instanceof RedisCommandTimeoutException
					|| ex instanceof IOException || ex instanceof RedisConnectionException) {
				return true;
			}
		}
		return isLostConnection() || UNSENT.equals(this.cause.getMessage());
	}

	/**
	 * Whether Redis has answered, by an error: to the command, or to what the driver
	 * sends when it connects.
	 */
	boolean isReply() {
		for (Throwable ex = this.cause; ex != null; ex = ex.getCause()) {
			if (ex instanceof RedisCommandExecutionException) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The failure as callers of the store get it.
	 * @param description describes the command
	 * @param patience how long an answer was waited for, in ms
	 */
	StoreException exception(String description, long patience) {
		String reason = (this.cause instanceof TimeoutException) ? "no answer within " + patience + " ms"
				: NestedExceptionUtils.getMostSpecificCause(this.cause).toString();
		return new StoreException("Redis: " + description + " failed: " + reason, this.cause);
	}

	private String firstWord() {
		String message = String.valueOf(this.cause.getMessage());
		int space = message.indexOf(' ');
		return (space > 0) ? message.substring(0, space) : message;
	}

}
