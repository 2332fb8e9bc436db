package io.github.taggedcache.redis;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.redis.Command.Kind;
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
	 * to another node, a fail-over, a start, a long script of somebody else, a master
	 * whose replicas are not there yet.
	 */
	private static final Set<String> REFUSALS = Set.of("TRYAGAIN", "CLUSTERDOWN", "MOVED", "ASK", "LOADING", "READONLY",
			"MASTERDOWN", "BUSY", "NOREPLICAS");

	/**
	 * Those that a server gives to every command for as long as its state lasts: a start,
	 * a long script of somebody else, a cluster without a part of its slots, a replica
	 * without its master.
	 */
	private static final Set<String> REFUSALS_OF_ALL = Set.of("LOADING", "BUSY", "CLUSTERDOWN", "MASTERDOWN");

	/**
	 * Those that a server gives to every write for as long as its state lasts, and to no
	 * read: a replica or a demoted master, a master without enough replicas, a master
	 * that cannot save to disk. OOM is none of them: a full server refuses what takes
	 * memory, and no other write.
	 */
	private static final Set<String> REFUSALS_OF_WRITES = Set.of("READONLY", "NOREPLICAS", "MISCONF");

	/**
	 * Where the error that a command of a script got stands in the error of the script.
	 * Before version 7, Redis wraps it.
	 */
	private static final Pattern ERROR_IN_SCRIPT = Pattern.compile("^ERR Error running script .*: -([A-Z]+) ",
			Pattern.DOTALL);

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
			return REFUSALS.contains(code());
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
	 * Whether a server refuses all writes, and will for a while.
	 */
	boolean isRefusalOfWrites() {
		return this.cause instanceof RedisCommandExecutionException && REFUSALS_OF_WRITES.contains(code());
	}

	/**
	 * Whether a server refuses all commands, or all writes, and will for a while.
	 */
	boolean isLasting() {
		return isRefusalOfWrites()
				|| (this.cause instanceof RedisCommandExecutionException && REFUSALS_OF_ALL.contains(code()));
	}

	/**
	 * Whether the caller has asked in vain a Redis that serves nobody: the command timed
	 * out, the connection was lost or refused, or Redis refused what it would have
	 * refused to every caller. Most such refusals are sent again until the timeout, so
	 * they cost a caller as much as no answer. A master of the control keys that takes no
	 * writes serves nobody: commands for the control keys count as writes. Entries can
	 * still be read there.
	 * @param kind what the command was for
	 */
	boolean isSilence(Kind kind) {
		if (isReply()) {
			return REFUSALS_OF_ALL.contains(code()) || (kind == Kind.CONTROL && isRefusalOfWrites());
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

	/**
	 * The first word of an error.
	 */
	private String code() {
		String message = String.valueOf(this.cause.getMessage());
		Matcher script = ERROR_IN_SCRIPT.matcher(message);
		if (script.find()) {
			return script.group(1);
		}
		int space = message.indexOf(' ');
		return (space > 0) ? message.substring(0, space) : message;
	}

}
