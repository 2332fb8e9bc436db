package io.github.taggedcache.cache;

import java.util.List;
import java.util.Map;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.aop.support.AopUtils;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Annotations on interfaces and classes, generic ones among them, and cache managers that
 * annotations name.
 */
class ProxyTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Application.class, Articles.class,
			Named.class);

	@SuppressWarnings("unchecked")
	private final Repository<Article> repository = application.context().getBean(Repository.class);

	private final Named named = application.bean(Named.class);

	private static int reads() {
		return application.database().reads();
	}

	@Test
	void beanOfAnInterfaceHasAProxyOfTheJdk() {
		assertThat(AopUtils.isJdkDynamicProxy(this.repository)).isTrue();
	}

	@Test
	void beanOfNoInterfaceHasAProxyOfItsClass() {
		assertThat(AopUtils.isCglibProxy(this.named)).isTrue();
	}

	@Test
	void genericReturnTypeOfAnInterfaceIsBound() {
		Article loaded = this.repository.find(1);
		assertThat(this.repository.find(1)).isEqualTo(loaded).isInstanceOf(Article.class);
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void genericCollectionOfAnInterfaceIsBound() {
		this.repository.all(1);
		assertThat(this.repository.all(1)).containsExactly(new Article(1, Database.AUTHOR, "old"));
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void tagsOfAnInterfaceInvalidate() {
		this.repository.find(1);
		this.repository.rename(1);
		this.repository.find(1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void tagsOfTheClassBehindAnInterfaceInvalidate() {
		this.repository.find(1);
		application.manager().invalidateTags("title:old");
		this.repository.find(1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void putAndInvalidateOfAnInterfaceKeepsItsValue() {
		this.repository.save(1);
		this.repository.find(1);
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void voidMethodIsCachedAsNull() {
		this.named.nothing(1);
		this.named.nothing(1);
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void mapOfRecordsIsBound() {
		this.named.map(1);
		assertThat(this.named.map(1)).containsExactly(Map.entry("one", new Article(1, Database.AUTHOR, "old")));
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void managerOfThisLibraryMayBeNamed() {
		this.named.ours(1);
		this.named.ours(1);
		application.manager().invalidateTags("article:1");
		this.named.ours(1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void otherManagerThatIsNamedIsUsed() {
		this.named.other(1);
		this.named.other(1);
		assertThat(reads()).isEqualTo(1);
		assertThat(application.context().getBean("otherManager", CacheManager.class).getCache("other")).isNotNull()
			.extracting((cache) -> cache.get(1L))
			.isNotNull();
	}

	@Test
	void otherManagerKnowsNothingOfOurs() {
		this.named.ours(1);
		assertThat(application.context().getBean("otherManager", CacheManager.class).getCacheNames())
			.doesNotContain("ours");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean(defaultCandidate = false)
		ConcurrentMapCacheManager otherManager() {
			return new ConcurrentMapCacheManager();
		}

	}

	interface Repository<T> {

		@Cacheable("found")
		@CacheTags("article:#{#p0}")
		@Nullable T find(long id);

		@Cacheable("all")
		@CacheTags("article:#{#p0}")
		List<T> all(long id);

		@CachePut("found")
		@CacheTags("article:#{#p0}")
		@InvalidateTags("article:#{#p0}")
		@Nullable T save(long id);

		@InvalidateTags("article:#{#p0}")
		void rename(long id);

	}

	static class Articles implements Repository<Article> {

		private final Database database;

		Articles(Database database) {
			this.database = database;
		}

		@Override
		@CacheTags("title:#{#result.title}")
		public @Nullable Article find(long id) {
			return this.database.read(id);
		}

		@Override
		public List<Article> all(long id) {
			Article read = this.database.read(id);
			return (read != null) ? List.of(read) : List.of();
		}

		@Override
		@CacheTags("title:#{#result.title}")
		public @Nullable Article save(long id) {
			return this.database.read(id);
		}

		@Override
		public void rename(long id) {
		}

	}

	static class Named {

		private final Database database;

		Named(Database database) {
			this.database = database;
		}

		@Cacheable("nothing")
		public void nothing(long id) {
			this.database.read(id);
		}

		@Cacheable("map")
		public Map<String, Article> map(long id) {
			Article read = this.database.read(id);
			return (read != null) ? Map.of("one", read) : Map.of();
		}

		@Cacheable(cacheNames = "ours", cacheManager = "cacheManager")
		@CacheTags("article:#{#id}")
		public @Nullable Article ours(long id) {
			return this.database.read(id);
		}

		@Cacheable(cacheNames = "other", cacheManager = "otherManager")
		public @Nullable Article other(long id) {
			return this.database.read(id);
		}

	}

}
