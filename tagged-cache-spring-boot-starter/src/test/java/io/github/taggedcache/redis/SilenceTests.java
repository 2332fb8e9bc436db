package io.github.taggedcache.redis;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.github.taggedcache.redis.Command.Kind;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisReadOnlyException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.redis.RedisConnectionFailureException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What counts as no answer of Redis.
 */
class SilenceTests {

	static Stream<Throwable> silence() {
		return Stream.of(new TimeoutException(), new RedisCommandTimeoutException("Command timed out after 1 second"),
				new CompletionException(new TimeoutException()), new RedisException("Connection closed"),
				new RedisException("Connection disconnected"), new RedisException("Connection is closed"),
				new IOException("Connection reset by peer"),
				new RedisConnectionFailureException("Unable to connect",
						new RedisConnectionException("Unable to connect", new ConnectException("Connection refused"))),
				new RedisLoadingException("LOADING Redis is loading the dataset in memory"),
				new RedisBusyException("BUSY Redis is busy running a script"),
				new RedisCommandExecutionException("CLUSTERDOWN The cluster is down"),
				new RedisCommandExecutionException("MASTERDOWN Link with MASTER is down"));
	}

	static Stream<Throwable> answers() {
		return Stream.of(new RedisCommandExecutionException("OOM command not allowed when used memory > 'maxmemory'"),
				new RedisCommandExecutionException("WRONGTYPE Operation against a key"),
				new RedisCommandExecutionException("NOSCRIPT No matching script"),
				new RedisCommandExecutionException("ERR Error running script (call to f_4ca238f): @user_script:31:"
						+ " @user_script: 31: -OOM command not allowed when used memory > 'maxmemory'. "),
				new RedisCommandExecutionException("MOVED 1 127.0.0.1:1"),
				new RedisConnectionException("Unable to connect",
						new RedisCommandExecutionException("WRONGPASS invalid username-password pair")));
	}

	/**
	 * The second text of an error is what a server before version 7 makes of it if a
	 * command of a script got it.
	 */
	static Stream<Throwable> refusalsOfWrites() {
		return Stream.of(new RedisReadOnlyException("READONLY You can't write against a read only replica."),
				new RedisCommandExecutionException("ERR Error running script (call to f_4ca238f): @user_script:31:"
						+ " @user_script: 31: -READONLY You can't write against a read only replica. "),
				new RedisCommandExecutionException("NOREPLICAS Not enough good replicas to write."),
				new RedisCommandExecutionException("ERR Error running script (call to f_4ca238f): @user_script:31:"
						+ " @user_script: 31: -NOREPLICAS Not enough good replicas to write. "),
				new RedisCommandExecutionException("MISCONF Redis is configured to save RDB snapshots, but it's"
						+ " currently unable to persist to disk."));
	}

	@ParameterizedTest
	@MethodSource
	void silence(Throwable ex) {
		assertThat(Kind.values()).allMatch((kind) -> Failure.of(ex).isSilence(kind));
	}

	@ParameterizedTest
	@MethodSource
	void answers(Throwable ex) {
		assertThat(Kind.values()).noneMatch((kind) -> Failure.of(ex).isSilence(kind));
		assertThat(Failure.of(ex).isReply()).isTrue();
	}

	/**
	 * Without the control keys no entry can be judged. Entries can be read.
	 */
	@ParameterizedTest
	@MethodSource
	void refusalsOfWrites(Throwable ex) {
		assertThat(Failure.of(ex).isSilence(Kind.CONTROL)).isTrue();
		assertThat(Failure.of(ex).isSilence(Kind.ENTRY)).isFalse();
		assertThat(Failure.of(ex).isReply()).isTrue();
		assertThat(Failure.of(ex).isLasting()).isTrue();
	}

	@ParameterizedTest
	@MethodSource
	void others(Throwable ex) {
		assertThat(Kind.values()).noneMatch((kind) -> Failure.of(ex).isSilence(kind));
		assertThat(Failure.of(ex).isReply()).isFalse();
	}

	static Stream<Throwable> others() {
		return Stream.of(new IllegalStateException("The store was closed"), new RedisException("something else"));
	}

}
