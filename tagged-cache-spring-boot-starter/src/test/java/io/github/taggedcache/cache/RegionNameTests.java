package io.github.taggedcache.cache;

import java.time.Duration;
import java.util.List;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.core.node.Node;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Regions whose names have characters with a meaning in the keys of Redis, on nodes that
 * follow the log.
 */
class RegionNameTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Portal.class)
		.with("tagged-cache.consistency=bounded");

	static final List<String> NAMES = List.of("portal:content-tag", "portal", "portal%3Acontent-tag", "{portal}",
			"}portal{", "100%", "a b", "äöü 😀", "~", "~portal", "*", "a.b[c]");

	private static void awaitFollowing() {
		List.of(application.context(), application.otherContext())
			.forEach((context) -> Awaitility.await("the node is caught up")
				.atMost(Duration.ofSeconds(60))
				.until(() -> context.getBean(Node.class).trusted() != null));
	}

	@ParameterizedTest
	@FieldSource("NAMES")
	void regionKeepsItsOwnEntries(String name) {
		for (String other : NAMES) {
			application.cache(other).put(1L, "of " + other);
		}
		assertThat(application.cache(name).get(1L, String.class)).isEqualTo("of " + name);
		assertThat(application.otherCache(name).get(1L, String.class)).isEqualTo("of " + name);
	}

	@ParameterizedTest
	@FieldSource("NAMES")
	void clearLeavesOtherRegionsAlone(String name) {
		NAMES.forEach((other) -> application.cache(other).put(1L, "one"));
		application.cache(name).clear();
		assertThat(NAMES.stream().filter((other) -> application.cache(other).get(1L) == null)).containsExactly(name);
	}

	@ParameterizedTest
	@FieldSource("NAMES")
	void evictIsReadFromTheLogByTheOtherNode(String name) {
		awaitFollowing();
		TaggedCache other = application.otherCache(name);
		application.cache(name).put(1L, "one");
		application.cache(name).put("a:b", "two");
		assertThat(other.get(1L)).isNotNull();
		long gaps = application.otherContext().getBean(Node.class).gaps();
		application.cache(name).evict(1L);
		Awaitility.await("the other node has read the record")
			.atMost(Duration.ofSeconds(60))
			.until(() -> other.get(1L) == null);
		assertThat(other.get("a:b")).isNotNull();
		assertThat(application.otherContext().getBean(Node.class).gaps()).isEqualTo(gaps);
	}

	@Test
	void annotatedMethodMayNameSuchARegion() {
		Portal portal = application.bean(Portal.class);
		assertThat(portal.content(1)).isEqualTo(portal.content(1));
		assertThat(application.database().reads()).isOne();
		portal.change(1);
		portal.content(1);
		assertThat(application.database().reads()).isEqualTo(2);
	}

	@EnableCaching
	static class Portal {

		private final Database database;

		Portal(Database database) {
			this.database = database;
		}

		@Cacheable("portal:content-tag")
		@CacheTags("content:#{#id}")
		public String content(long id) {
			return "content of " + this.database.read(id);
		}

		@InvalidateTags("content:#{#id}")
		public void change(long id) {
		}

	}

}
