package io.github.taggedcache.data.jpa.history;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import io.github.taggedcache.testsupport.RedisServers;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes and cached questions, in an order that a seed chooses, on two instances of one
 * database and one Redis. The database itself says what is right. Replay a seed with
 * {@code -Dtagged-cache.test.seed=...}.
 */
class RandomHistoryTests {

	private static final Logger logger = LoggerFactory.getLogger(RandomHistoryTests.class);

	private static final int STEPS = 10_000;

	private static final long SEED = Long.getLong("tagged-cache.test.seed", 20261130);

	private final Random random = new Random(SEED);

	private final Map<String, Object> lastAnswers = new HashMap<>();

	private int questions;

	private int loads;

	private int unneeded;

	@Test
	void noAnswerIsStale() {
		URI redis = RedisServers.shared().uri();
		String database = "desk" + UUID.randomUUID();
		try (DeskInstance one = new DeskInstance(redis, database, "spring.jpa.hibernate.ddl-auto=create");
				DeskInstance other = new DeskInstance(redis, database, "spring.jpa.hibernate.ddl-auto=none")) {
			one.inTransaction(History::begin);
			List<DeskInstance> both = List.of(one, other);
			List<String> done = new ArrayList<>();
			for (int step = 0; step < STEPS; step++) {
				DeskInstance instance = both.get(this.random.nextInt(2));
				if (this.random.nextInt(4) == 0) {
					done.add(change(instance));
				}
				else {
					ask(instance, step, done);
				}
			}
		}
		logger.info("Seed {}: {} questions, {} loads, of which {} gave what was known", SEED, this.questions,
				this.loads, this.unneeded);
		assertThat(this.questions).isGreaterThan(STEPS / 2);
		assertThat(this.loads).as("questions that the cache answered").isLessThan(this.questions * 9 / 10);
	}

	/**
	 * Each seventh transaction is rolled back.
	 */
	private String change(DeskInstance instance) {
		History history = new History(this.random);
		StringBuilder done = new StringBuilder();
		boolean isRolledBack = this.random.nextInt(7) == 0;
		try {
			instance.inTransaction((entities) -> {
				done.append(history.change(entities));
				if (isRolledBack) {
					throw new RolledBackException();
				}
			});
		}
		catch (RolledBackException ex) {
			done.append("rolled back");
		}
		return done.toString();
	}

	private void ask(DeskInstance instance, int step, List<String> done) {
		Question question = Question.draw(this.random);
		Queries queries = instance.queries();
		long before = queries.asked();
		Object answer = question.cached().of(instance.desk());
		boolean isLoaded = queries.asked() > before;
		assertThat(answer)
			.as("-Dtagged-cache.test.seed=%d, step %d: %s, after %s", SEED, step, question.name(),
					done.subList(Math.max(0, done.size() - 8), done.size()))
			.isEqualTo(question.database().of(queries));
		this.questions++;
		Object last = this.lastAnswers.put(question.name(), answer);
		if (isLoaded) {
			this.loads++;
			if (answer.equals(last)) {
				this.unneeded++;
			}
		}
	}

	/** Ends a transaction. */
	private static final class RolledBackException extends RuntimeException {

	}

}
