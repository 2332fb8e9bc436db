package io.github.taggedcache.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.RegionCustomizer;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.key.KeyText;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each sentence of the table in docs/explain.md, from two instances on one Redis. With
 * the system property {@value #WRITE} the test writes the table.
 */
class ExplainTableTests {

	private static final String WRITE = "tagged-cache.write-documentation";

	private static final Document PAGE = Document.of("docs/explain.md");

	private static final String HEAD = "| situation | reason | sentence |";

	private final EmbeddedRedis redis = EmbeddedRedis.start();

	private final ConfigurableApplicationContext first = application(TypedApplication.class);

	private final ConfigurableApplicationContext second = application(Application.class);

	private final List<String> rows = new ArrayList<>(List.of(HEAD, "|---|---|---|"));

	@AfterEach
	void stop() {
		this.first.close();
		this.second.close();
		this.redis.close();
	}

	@Test
	void tableSaysWhatExplainSays() throws IOException {
		served();
		missed();
		invalidated();
		notStored();
		impaired();
		List<String> lines = new ArrayList<>(Files.readAllLines(PAGE.path()));
		int begin = lines.indexOf(HEAD);
		int end = begin;
		while (end < lines.size() && lines.get(end).startsWith("|")) {
			end++;
		}
		if (Boolean.getBoolean(WRITE)) {
			List<String> table = lines.subList(begin, end);
			table.clear();
			table.addAll(this.rows);
			Files.write(PAGE.path(), lines);
			return;
		}
		assertThat(lines.subList(begin, end)).isEqualTo(this.rows);
	}

	private void served() {
		cache("articles").put("near", "value", "author:1");
		row("in the near cache", "articles", "near", Explanation::isHit);
		cache(this.second, "articles").put("remote", "value", "author:1");
		row("stored by the other instance", "articles", "remote", Explanation::isHit);
	}

	private void missed() {
		row("never cached", "articles", "never", isMiss(MissReason.ABSENT));
		cache("brief").put("expired", "value");
		row("expired", "brief", "expired", isMiss(MissReason.EXPIRED));
		EntryKey key = EntryKey.of("articles", new KeyText(List.of()).of("foreign"));
		this.first.getBean(EntryStore.class).set(key, new byte[] { 1 }, 0).join();
		row("undecodable", "articles", "foreign", isMiss(MissReason.UNDECODABLE));
		cache(this.second, "counts").put("typed", "text");
		row("other type", "counts", "typed", isMiss(MissReason.UNDECODABLE));
	}

	private void invalidated() {
		cache("articles").put("tagged", "value", "author:2");
		manager(this.second).invalidateTags("author:2");
		row("tag invalidated by the other instance", "articles", "tagged", isMiss(MissReason.TAG));
		cache("articles").put("evicted", "value");
		cache(this.second, "articles").evict("evicted");
		row("key evicted by the other instance", "articles", "evicted", isMiss(MissReason.ABSENT));
		cache("pages").put("cleared", "value");
		cache(this.second, "pages").clear();
		row("region cleared by the other instance", "pages", "cleared", isMiss(MissReason.TAG));
		cache("patient").put("soft", "value", "author:4");
		manager(this.second).softInvalidateTags("author:4");
		row("tag invalidated softly, `stale-while-revalidate: 1h`", "patient", "soft",
				(found) -> found.outcome() == Explanation.Outcome.STALE);
	}

	private void notStored() {
		cache("articles").get("raced", () -> {
			manager(this.first).invalidateTags("author:3");
			return "value";
		}, "author:3");
		row("refused by a race", "articles", "raced", isMiss(MissReason.ABSENT));
		cache("counts").put("unstorable", "text");
		row("unstorable", "counts", "unstorable", isMiss(MissReason.ABSENT));
	}

	private void impaired() {
		this.first.getBean(RedisConnectionFactory.class).getConnection().serverCommands().flushAll();
		row("Redis flushed", "articles", "near", (found) -> found.sentence().contains("flush"));
		cache("articles").put("near", "value", "author:1");
		this.first.getBean("taggedCacheLogFollower", SmartLifecycle.class).stop();
		row("quarantine", "articles", "near", (found) -> !found.caughtUp());
		this.redis.stop();
		row("Redis away", "articles", "near", isMiss(MissReason.ERROR));
	}

	private static Predicate<Explanation> isMiss(MissReason reason) {
		return (found) -> found.reason() == reason;
	}

	/**
	 * Waits until the first instance knows, and adds a row with what differs from run to
	 * run made the same.
	 */
	private void row(String situation, String region, String key, Predicate<Explanation> known) {
		Explanation found = Awaitility.await(situation)
			.atMost(Duration.ofSeconds(20))
			.until(() -> manager(this.first).explain(region, key), known);
		String sentence = found.sentence()
			.replaceAll("(less than 1 s|\\d+ s) ago", "2 s ago")
			.replaceAll("node [0-9a-f]{4}", "node 3f2a");
		this.rows.add("| %s | %s | %s |".formatted(situation, reason(found), sentence));
	}

	private static String reason(Explanation found) {
		if (found.reason() == null) {
			return "a hit";
		}
		return (found.isHit() ? "a hit, `" : "`") + found.reason() + "`";
	}

	private TaggedCache cache(String region) {
		return cache(this.first, region);
	}

	private static TaggedCache cache(ConfigurableApplicationContext context, String region) {
		return manager(context).getCache(region);
	}

	private static TaggedCacheManager manager(ConfigurableApplicationContext context) {
		return context.getBean(TaggedCacheManager.class);
	}

	private ConfigurableApplicationContext application(Class<?> type) {
		return new SpringApplicationBuilder(type).web(WebApplicationType.NONE)
			.properties("tagged-cache.namespace=explain", "spring.data.redis.url=" + this.redis.uri(),
					"spring.jmx.enabled=false", "spring.main.banner-mode=off", "tagged-cache.command-timeout=200ms",
					"tagged-cache.caches.articles.time-to-live=1h", "tagged-cache.caches.brief.time-to-live=50ms",
					"tagged-cache.caches.pages.time-to-live=1h", "tagged-cache.caches.patient.time-to-live=1h",
					"tagged-cache.caches.patient.stale-while-revalidate=1h",
					"tagged-cache.caches.counts.time-to-live=1h")
			.run();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

	}

	/**
	 * An application whose region {@code counts} has a type.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class TypedApplication {

		@Bean
		RegionCustomizer countsAreNumbers() {
			return (region, options) -> {
				if (region.equals("counts")) {
					options.type(Integer.class);
				}
			};
		}

	}

}
