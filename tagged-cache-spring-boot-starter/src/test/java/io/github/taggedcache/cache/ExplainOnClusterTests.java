package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.Explanation.Outcome;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.region.Region;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entries lie on all masters, the log and the versions on one.
 */
class ExplainOnClusterTests {

	/** So many that no master has none of them. */
	private static final int KEYS = 20;

	@RegisterExtension
	static final ClusterApplications applications = new ClusterApplications();

	@ParameterizedTest
	@ValueSource(strings = { "bounded", "strict" })
	void entriesOfAllMastersAreFound(String consistency) {
		try (ConfigurableApplicationContext context = application(consistency)) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			IntStream.range(0, KEYS).forEach((key) -> manager.getCache("articles").put(key, "value", "author:1"));
			((Region) manager.getCache("articles").getNativeCache()).near().clear();
			assertThat(IntStream.range(0, KEYS)).allSatisfy((key) -> {
				Explanation found = manager.explain("articles", key);
				assertThat(found.outcome()).isEqualTo(Outcome.STORE);
				assertThat(found.stored().byStore()).isEqualTo(Verdict.VALID);
				assertThat(found.storeFailure()).isNull();
			});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "bounded", "strict" })
	void invalidatedTagIsExplainedByTheRecordOfAnotherNode(String consistency) {
		try (ConfigurableApplicationContext context = application(consistency);
				ConfigurableApplicationContext other = application(consistency,
						"tagged-cache.namespace=" + context.getEnvironment().getProperty("tagged-cache.namespace"))) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("articles").put(42, "value", "author:1");
			other.getBean(TaggedCacheManager.class).invalidateTags("author:1");
			Explanation found = manager.explain("articles", 42);
			assertThat(found.stored().byStore()).isEqualTo(Verdict.INVALID_BY_TAG);
			assertThat(found.tags()).last().satisfies((tag) -> {
				assertThat(tag.last().version()).isEqualTo(tag.hard());
				assertThat(tag.last().own()).isFalse();
			});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "bounded", "strict" })
	void keyThatNobodyCachedIsAbsent(String consistency) {
		try (ConfigurableApplicationContext context = application(consistency)) {
			Explanation found = context.getBean(TaggedCacheManager.class).explain("articles", "never");
			assertThat(found.reason()).isEqualTo(MissReason.ABSENT);
			assertThat(found.storeFailure()).isNull();
		}
	}

	private static ConfigurableApplicationContext application(String consistency, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("tagged-cache.caches.articles.time-to-live=1h");
		return applications.start(consistency, all.toArray(String[]::new));
	}

}
