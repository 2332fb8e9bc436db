package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.follow.Follower;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a follower reads the log of a real Redis while records come at a constant
 * rate. The time is the test's: a pause is the records that come meanwhile.
 */
class FollowerReadsTests {

	private static final Duration PAUSE = Duration.ofMillis(10);

	/** A pause brings ten. */
	private static final Duration BETWEEN_RECORDS = Duration.ofMillis(1);

	private static final int RECORDS = 400;

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final LettuceConnectionFactory factory = LettuceFactories.of(this.server.uri());

	private final RedisStore store = new RedisStore(this.factory, new KeyLayout("shop"), 1000,
			LettuceFactories.TIMEOUT);

	private final Node elsewhere = new Node(this.store, new Retention());

	private final AtomicLong now = new AtomicLong();

	private final Node node = Node.following(this.store, new Retention(),
			new CatchUp(Duration.ofHours(1), this.now::get), 1000, 1 << 20);

	private int appended;

	@AfterEach
	void close() {
		this.store.close();
		this.factory.destroy();
		this.server.close();
	}

	@Test
	void withoutPausesEachRecordIsOneRead() {
		assertThat(readsFor(Duration.ZERO)).isEqualTo(RECORDS);
	}

	/**
	 * Eight reads until the rate is known, then one a pause.
	 */
	@Test
	void pausesMakeOneReadOfManyRecords() {
		assertThat(readsFor(PAUSE)).isBetween(RECORDS / 11L, RECORDS / 10L + 10);
	}

	private long readsFor(Duration pause) {
		append();
		Follower follower = this.node.newFollower(Runnable::run, pause);
		Futures.await(follower.turn());
		this.appended = 0;
		long before = reads();
		while (this.appended < RECORDS) {
			long end = this.now.get() + Math.max(follower.pauseNanos(), BETWEEN_RECORDS.toNanos());
			while (this.now.get() < end) {
				this.now.addAndGet(BETWEEN_RECORDS.toNanos());
				append();
			}
			Futures.await(follower.turn());
		}
		assertThat(this.node.history()).isNotNull()
			.satisfies((history) -> assertThat(history.position()).isEqualTo(this.elsewhere.known()));
		long reads = reads() - before;
		follower.close();
		return reads;
	}

	private void append() {
		this.appended++;
		Futures.await(this.elsewhere.invalidate(List.of("author:42"), Mode.HARD));
	}

	private long reads() {
		try (RespConnection admin = RespConnection.open(this.server.uri())) {
			return Objects.requireNonNull(admin.text("INFO", "commandstats"))
				.lines()
				.filter((line) -> line.startsWith("cmdstat_xread:"))
				.mapToLong((line) -> Long
					.parseLong(line.substring(line.indexOf("calls=") + "calls=".length(), line.indexOf(','))))
				.sum();
		}
	}

}
