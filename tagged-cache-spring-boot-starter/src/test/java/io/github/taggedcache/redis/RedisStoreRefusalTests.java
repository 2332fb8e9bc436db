package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RedisReplyException;
import io.github.taggedcache.testsupport.RespConnection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a server refuses for a moment is sent again.
 */
class RedisStoreRefusalTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private static final ObservedNames NAMES = new ObservedNames(List.of("a"), List.of(KEY), 1000, false);

	private final EmbeddedRedis server = EmbeddedRedis.start("--enable-debug-command", "yes", "--lua-time-limit", "1",
			"--loading-process-events-interval-bytes", "1024");

	private final LettuceConnectionFactory factory = LettuceFactories.of(this.server.uri());

	private final RedisStore store = new RedisStore(this.factory, new KeyLayout("shop"), 1000,
			LettuceFactories.TIMEOUT);

	private final ServerErrors errors = new ServerErrors(this.server);

	@AfterEach
	void stop() {
		this.factory.destroy();
		this.server.close();
	}

	@Test
	void invalidationWaitsForTheEndOfAFailOver() {
		Futures.await(this.store.prepare());
		demote();
		CompletableFuture<Appended> appended = this.store.append(invalidation(Append.ALWAYS));
		this.errors.await("READONLY");
		assertThat(appended).isNotDone();
		promote();
		assertThat(appended).succeedsWithin(LettuceFactories.TIMEOUT);
	}

	@Test
	void conditionalKeyEventWaitsForTheEndOfAFailOver() {
		Futures.await(this.store.prepare());
		demote();
		CompletableFuture<Appended> appended = this.store
			.append(new Append(List.of(), List.of(KEY), Mode.HARD, 0, 1000, Long.MAX_VALUE, "node-1"));
		this.errors.await("READONLY");
		promote();
		assertThat(appended).succeedsWithin(LettuceFactories.TIMEOUT)
			.satisfies((event) -> assertThat(event.isDone()).isTrue());
	}

	@Test
	void versionsAreNotReadFromAMasterThatWasDemoted() {
		Futures.await(this.store.observe(NAMES));
		demote();
		CompletableFuture<Observation> seen = this.store.observe(NAMES);
		this.errors.await("READONLY");
		assertThat(seen).isNotDone();
		promote();
		assertThat(seen).succeedsWithin(LettuceFactories.TIMEOUT);
	}

	@Test
	void refusalThatDoesNotEndIsAnErrorWithinTheTimeout() {
		Duration timeout = Duration.ofSeconds(1);
		LettuceConnectionFactory impatient = LettuceFactories.of(this.server.uri(),
				(client) -> client.commandTimeout(timeout));
		RedisStore refused = new RedisStore(impatient, new KeyLayout("shop"), 1000, LettuceFactories.TIMEOUT);
		try {
			Futures.await(refused.prepare());
			demote();
			long start = System.nanoTime();
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> Futures.await(refused.append(invalidation(Append.ALWAYS))))
				.withMessageContaining("append of 1 tag(s)")
				.withMessageContaining("READONLY");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(timeout.multipliedBy(3));
		}
		finally {
			impatient.destroy();
		}
	}

	@Test
	void everythingWaitsForAScriptOfSomebodyElse() {
		Futures.await(this.store.prepare());
		try (RespConnection other = this.server.connect(); RespConnection admin = this.server.connect()) {
			other.send("EVAL", "while true do end", 0);
			CompletableFuture<byte[]> entry = this.store.get(KEY);
			CompletableFuture<Appended> appended = this.store.append(invalidation(Append.ALWAYS));
			awaitBusy();
			admin.call("SCRIPT", "KILL");
			assertThat(entry).succeedsWithin(LettuceFactories.TIMEOUT);
			assertThat(appended).succeedsWithin(LettuceFactories.TIMEOUT);
		}
		this.errors.await("BUSY");
	}

	private void awaitBusy() {
		try (RespConnection admin = this.server.connect()) {
			Awaitility.await("the server takes no commands").until(() -> {
				try {
					admin.call("PING");
					return false;
				}
				catch (RedisReplyException ex) {
					return true;
				}
			});
		}
	}

	@Test
	void everythingWaitsForAServerThatLoadsItsData() {
		Futures.await(this.store.set(KEY, new byte[] { 7 }, 0));
		try (RespConnection admin = this.server.connect()) {
			for (int i = 0; i < 1000; i++) {
				admin.call("SET", "key" + i, "x".repeat(100));
			}
			admin.call("CONFIG", "SET", "key-load-delay", 500);
			admin.send("DEBUG", "RELOAD");
			CompletableFuture<byte[]> entry = this.store.get(KEY);
			assertThat(entry).succeedsWithin(LettuceFactories.TIMEOUT)
				.satisfies((bytes) -> assertThat(bytes).containsExactly(7));
			assertThat(admin.receive()).isEqualTo("OK");
		}
		this.errors.await("LOADING");
	}

	private static Append invalidation(long unlessAfter) {
		return new Append(List.of("a"), List.of(), Mode.HARD, 0, 1000, unlessAfter, "node-1");
	}

	/**
	 * Makes the server a replica that keeps its connections, as a fail-over may do.
	 */
	private void demote() {
		try (RespConnection admin = this.server.connect()) {
			admin.call("REPLICAOF", "127.0.0.1", 1);
		}
	}

	private void promote() {
		try (RespConnection admin = this.server.connect()) {
			admin.call("REPLICAOF", "NO", "ONE");
		}
	}

}
