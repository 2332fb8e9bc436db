package io.github.taggedcache.release;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An old and a new release on one Redis: other tags, fields and types for the same
 * regions. Neither ever reads what is stale, of another type, or null where there was a
 * value, and each finds as much in the cache as it does alone.
 */
class RollingDeploymentTests {

	private static final Logger logger = LoggerFactory.getLogger(RollingDeploymentTests.class);

	private static final int STEPS = 600;

	private static final String WITHOUT_NEAR_CACHE = "tagged-cache.defaults.near-cache.enabled=false";

	@TempDir
	private static Path directory;

	private static Release old;

	private static Release current;

	@BeforeAll
	static void compile() {
		old = Release.of(directory.resolve("old").toAbsolutePath(), """
				public record Article(long id, String title, Long price) {

					@Override
					public String toString() {
						return this.title + " for " + this.price;
					}

				}
				""", """
				@Cacheable("articles")
				@CacheTags("article:#{#id}")
				public Article article(long id) {
					return new Article(id, this.database.title(id), 5L);
				}

				@Cacheable("titles")
				@CacheTags("article:#{#id}")
				public String title(long id) {
					return this.database.title(id);
				}

				@Cacheable("words")
				@CacheTags("article:#{#id}")
				public List<String> words(long id) {
					return List.of(this.database.title(id));
				}
				""");
		current = Release.of(directory.resolve("current").toAbsolutePath(), """
				public record Article(long id, String headline, java.math.BigDecimal price, String author) {

					@Override
					public String toString() {
						return this.headline + " for " + this.price + " by " + this.author;
					}

				}
				""", """
				@Cacheable("articles")
				@CacheTags({ "article:#{#number}", "author:#{#result.author}" })
				public Article article(long number) {
					return new Article(number, this.database.title(number), new java.math.BigDecimal("5.10"),
							this.database.author(number));
				}

				@Cacheable("titles")
				@CacheTags({ "article:#{#number}", "author:author #{#number % 3}" })
				public String title(long number) {
					return this.database.title(number);
				}

				@Cacheable("words")
				@CacheTags({ "article:#{#number}", "author:author #{#number % 3}" })
				public Set<String> words(long number) {
					return Set.of(this.database.title(number));
				}
				""");
	}

	@AfterAll
	static void close() {
		old.close();
		current.close();
	}

	/**
	 * The old release does not know of authors: what it stored lacks their tags. The new
	 * one makes the changes, and so must see each of them at once in both modes.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "strict", "bounded" })
	void eachReadIsCurrentAndOfItsOwnRelease(String consistency) {
		ShopDatabase database = new ShopDatabase();
		String namespace = "rolling-" + consistency;
		try (ShopNode oldNode = new ShopNode(old, database, namespace, consistency);
				ShopNode newNode = new ShopNode(current, database, namespace, consistency)) {
			Random random = new Random(11);
			for (int step = 0; step < STEPS; step++) {
				long id = random.nextInt(ShopDatabase.ARTICLES);
				boolean renamesAuthor = random.nextInt(10) == 0;
				if (renamesAuthor) {
					database.rename(database.author(id));
					newNode.invalidate("author:" + database.author(id));
				}
				else if (random.nextInt(10) == 0) {
					database.renameOne(id);
					newNode.invalidate("article:" + id);
				}
				String title = database.current(id);
				// The old one loads what the new one then finds without the tag of the
				// author
				if (random.nextBoolean()) {
					assertThat(oldNode.call("article", id).toString()).endsWith(" for 5").startsWith("title " + id);
					assertThat(oldNode.call("title", id).toString()).startsWith("title " + id);
					assertThat(oldNode.call("words", id)).isInstanceOf(List.class);
				}
				assertThat(newNode.call("article", id)).as("step %d", step)
					.hasToString(title + " for 5.10 by " + database.author(id));
				assertThat(newNode.call("title", id)).as("step %d", step).isEqualTo(title);
				assertThat(newNode.call("words", id)).as("step %d", step).isEqualTo(Set.of(title));
			}
		}
	}

	@Test
	void invalidationByTheOldReleaseIsSeenByTheNewOneAndTheOtherWayRound() {
		ShopDatabase database = new ShopDatabase();
		try (ShopNode oldNode = new ShopNode(old, database, "rolling-both", "strict");
				ShopNode newNode = new ShopNode(current, database, "rolling-both", "strict")) {
			for (int step = 0; step < 20; step++) {
				long id = step % ShopDatabase.ARTICLES;
				oldNode.call("article", id);
				newNode.call("article", id);
				database.renameOne(id);
				((step % 2 == 0) ? oldNode : newNode).invalidate("article:" + id);
				assertThat(oldNode.call("article", id)).hasToString(database.current(id) + " for 5");
				assertThat(newNode.call("article", id)).asString().startsWith(database.current(id));
			}
		}
	}

	/**
	 * Without a near cache it is the entries in Redis that count.
	 */
	@Test
	void eachReleaseFindsAsMuchAsAlone() {
		double oldAlone = hitRate("rolling-old", true, false);
		double newAlone = hitRate("rolling-new", false, true);
		double together = hitRate("rolling-together", true, true);
		logger.info("Hit rate of the old release alone {}, of the new one alone {}, of both during a deployment {}",
				oldAlone, newAlone, together);
		assertThat(oldAlone).isGreaterThan(0.7);
		assertThat(newAlone).isGreaterThan(0.7);
		assertThat(together).isGreaterThan(Math.min(oldAlone, newAlone) - 0.05);
	}

	private static double hitRate(String namespace, boolean withOld, boolean withNew) {
		ShopDatabase database = new ShopDatabase();
		int reads = 0;
		try (ShopNode oldNode = new ShopNode(old, database, namespace, "strict", WITHOUT_NEAR_CACHE);
				ShopNode newNode = new ShopNode(current, database, namespace, "strict", WITHOUT_NEAR_CACHE)) {
			for (int round = 0; round < 100; round++) {
				if (round % 20 == 10) {
					newNode.invalidate("author:author " + (round % 3));
				}
				for (String method : List.of("article", "title", "words")) {
					for (ShopNode node : List.of(oldNode, newNode)) {
						if ((node == oldNode) ? withOld : withNew) {
							node.call(method, round % ShopDatabase.ARTICLES);
							reads++;
						}
					}
				}
			}
		}
		return 1 - (double) database.reads() / reads;
	}

}
