package io.github.taggedcache.cache;

import java.util.List;

import io.github.taggedcache.RegionCustomizer;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RespConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The type that values have outside annotated methods.
 */
class RegionTypeTests {

	private static final Article ARTICLE = new Article(1, Database.AUTHOR, "old");

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Types.class, Articles.class)
		.with("tagged-cache.caches.foreign.near-cache.enabled=false");

	@Test
	void valueOfAnAnnotatedMethodIsReadAsItsReturnType() {
		application.bean(Articles.class).tagged(1);
		assertThat(valueOf("tagged")).isEqualTo(ARTICLE);
	}

	@Test
	void valueOfAnAnnotatedMethodIsReadOnANodeThatDidNotCallIt() {
		application.bean(Articles.class).tagged(1);
		ValueWrapper found = application.otherCache("tagged").get(1L);
		assertThat(found).isNotNull();
		assertThat(found.get()).isEqualTo(ARTICLE);
	}

	@Test
	void valueOfAMethodWithoutTagsIsReadAsItsReturnType() {
		application.bean(Articles.class).untagged(1);
		assertThat(valueOf("untagged")).isEqualTo(ARTICLE);
	}

	@Test
	void putBeforeTheFirstCallOfAnAnnotatedMethodIsReadByIt() {
		application.cache("put-first").put(1L, new Article(1, 2, "put"));
		assertThat(application.bean(Articles.class).putFirst(1)).isEqualTo(new Article(1, 2, "put"));
	}

	@Test
	void declaredTypeIsBound() {
		application.cache("declared").put(1L, ARTICLE);
		assertThat(valueOf("declared")).isEqualTo(ARTICLE);
	}

	@Test
	void declaredGenericTypeIsBound() {
		application.cache("declared-list").put(1L, List.of(ARTICLE));
		assertThat(valueOf("declared-list")).isEqualTo(List.of(ARTICLE));
	}

	@Test
	void simpleValueNeedsNoDeclaration() {
		application.cache("simple").put(1L, 42);
		assertThat(valueOf("simple")).isEqualTo(42);
	}

	@Test
	void putOfAnotherTypeWithoutDeclarationIsAnErrorThatSaysWhatToDeclare() {
		assertThatIllegalStateException().isThrownBy(() -> application.cache("open").put(1L, ARTICLE))
			.withMessageContaining("'open'")
			.withMessageContaining("Article")
			.withMessageContaining("RegionCustomizer");
	}

	@Test
	void readOfATypeThatIsNotKnownHereIsAnErrorThatSaysWhatToDeclare() {
		storeInForeignRegion();
		assertThatIllegalStateException().isThrownBy(() -> application.cache("foreign").get(1L))
			.withMessageContaining("'foreign'")
			.withMessageContaining("get(key, Class)");
	}

	@Test
	void namedClassReadsATypeThatIsNotKnownHere() {
		storeInForeignRegion();
		assertThat(application.cache("foreign").get(1L, Article.class)).isEqualTo(ARTICLE);
	}

	@Test
	void namedClassThatTheValueIsNotOfIsAnError() {
		application.cache("declared").put(1L, ARTICLE);
		assertThatIllegalStateException().isThrownBy(() -> application.cache("declared").get(1L, String.class))
			.withMessageContaining("java.lang.String")
			.withMessageContaining("Article");
	}

	@Test
	void namedSuperclassReadsTheValue() {
		application.cache("declared").put(1L, ARTICLE);
		assertThat(application.cache("declared").get(1L, Record.class)).isEqualTo(ARTICLE);
	}

	@Test
	void noClassReadsTheValue() {
		application.cache("simple").put(1L, "one");
		Object value = application.cache("simple").get(1L, (Class<Object>) null);
		assertThat(value).isEqualTo("one");
	}

	@ParameterizedTest
	@ValueSource(classes = { Object.class, Number.class, Long.class, Comparable.class })
	void classThatTheValueIsOfReadsItInARegionWithoutAType(Class<?> named) {
		application.cache("open-long").put("n", 5L);
		assertThat((Object) application.cache("open-long").get("n", named)).isEqualTo(5L);
		assertThat((Object) application.otherCache("open-long").get("n", named)).isEqualTo(5L);
	}

	@ParameterizedTest
	@ValueSource(classes = { Integer.class, String.class, Article.class, List.class, int.class })
	void classThatTheValueIsNotOfIsAnErrorInARegionWithoutAType(Class<?> named) {
		application.cache("open-long").put("n", 5L);
		assertThatIllegalStateException().isThrownBy(() -> application.cache("open-long").get("n", named))
			.withMessageContaining("'open-long'")
			.withMessageContaining("class java.lang.Long");
		assertThatIllegalStateException().isThrownBy(() -> application.otherCache("open-long").get("n", named));
	}

	@ParameterizedTest
	@ValueSource(classes = { Object.class, Integer.class })
	void nullIsReadAsNullWhateverClassIsNamed(Class<?> named) {
		application.cache("open-null").put("n", null);
		assertThat((Object) application.cache("open-null").get("n", named)).isNull();
		assertThat(application.cache("open-null").get("n")).isNotNull();
	}

	@Test
	void otherClassThanTheUnknownTypeIsAnErrorThatSaysWhatToDeclare() {
		storeInForeignRegion();
		assertThatIllegalStateException().isThrownBy(() -> application.cache("foreign").get(1L, String.class))
			.withMessageContaining("'foreign'")
			.withMessageContaining("RegionCustomizer");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void putOfAnotherTypeThanTheMethodsNamesThePutAndTheMethod(CapturedOutput output) {
		application.cache("lengths").put("a", "text");
		assertThat(output).contains("A java.lang.String was put into region 'lengths' outside an annotated method")
			.contains("java.lang.Long")
			.contains("Articles.length")
			.doesNotContain("returned");
		assertThat(application.cache("lengths").get("a")).isNull();
	}

	@Test
	void methodThatDecidesTheTypeOfItsRegionLoadsWhereAnotherTypeWasPut() {
		application.cache("lengths-first").put("other", "text");
		assertThat(application.bean(Articles.class).lengthFirst("other")).isEqualTo(5L);
	}

	private static @Nullable Object valueOf(String region) {
		ValueWrapper found = application.cache(region).get(1L);
		return (found != null) ? found.get() : null;
	}

	/**
	 * As another application of the namespace would. The region and the key must be known
	 * before, or the entry would be older than they are.
	 */
	private static void storeInForeignRegion() {
		application.cache("foreign").put(1L, "something");
		// Not a put: its entry is valid beside its own key event only
		application.cache("declared").evict(1L);
		application.cache("declared").get(1L, () -> ARTICLE);
		try (RespConnection redis = RedisServers.shared().connect()) {
			String declared = application.entryKey("declared", 1L);
			String foreign = application.entryKey("foreign", 1L);
			redis.call("COPY", declared, foreign, "REPLACE");
			redis.call("COPY", declared, foreign + declared.substring(declared.lastIndexOf(':')), "REPLACE");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Types {

		@Bean
		RegionCustomizer declaredType() {
			return (name, options) -> {
				if (name.equals("declared")) {
					options.type(Article.class);
				}
				if (name.equals("declared-list")) {
					options.type(new ParameterizedTypeReference<List<Article>>() {
					});
				}
			};
		}

	}

	static class Articles {

		private final Database database;

		Articles(Database database) {
			this.database = database;
		}

		@Cacheable("tagged")
		@CacheTags("article:#{#id}")
		public @Nullable Article tagged(long id) {
			return this.database.read(id);
		}

		@Cacheable("lengths")
		public Long length(String text) {
			return (long) text.length();
		}

		@Cacheable("lengths-first")
		public Long lengthFirst(String text) {
			return (long) text.length();
		}

		@Cacheable("untagged")
		public @Nullable Article untagged(long id) {
			return this.database.read(id);
		}

		@Cacheable("put-first")
		@CacheTags("article:#{#id}")
		public @Nullable Article putFirst(long id) {
			return this.database.read(id);
		}

	}

}
