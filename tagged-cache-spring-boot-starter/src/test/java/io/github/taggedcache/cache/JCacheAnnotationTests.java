package io.github.taggedcache.cache;

import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheResult;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The annotations of JSR-107, which Spring's own interceptor serves.
 */
class JCacheAnnotationTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Prices.class);

	private final Prices prices = application.bean(Prices.class);

	@Test
	void exceptionOfAMethodWithAnExceptionCacheReachesItsCaller() {
		Sold sold = new Sold();
		application.database().failWith(sold);
		assertThatExceptionOfType(Sold.class).isThrownBy(() -> this.prices.title(1)).isSameAs(sold);
	}

	@Test
	void exceptionIsNotCached() {
		application.database().failWith(new Sold());
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(Sold.class).isThrownBy(() -> this.prices.title(1));
		}
		assertThat(application.database().reads()).isEqualTo(2);
	}

	@Test
	void resultIsCachedAfterAnException() {
		application.database().failWith(new Sold());
		assertThatExceptionOfType(Sold.class).isThrownBy(() -> this.prices.title(1));
		application.database().reset();
		assertThat(this.prices.title(1)).isEqualTo(this.prices.title(1)).isEqualTo("old");
		assertThat(application.database().reads()).isOne();
	}

	@Test
	void exceptionThatIsPutIsNotStoredAndNothingElseStays() {
		application.cache("errors").put(1L, "text");
		application.cache("errors").put(1L, new Sold());
		assertThat(application.cache("errors").get(1L)).isNull();
	}

	@EnableCaching
	static class Prices {

		private final Database database;

		Prices(Database database) {
			this.database = database;
		}

		@CacheResult(cacheName = "titles", exceptionCacheName = "errors")
		public @Nullable String title(@CacheKey long id) {
			Article article = this.database.read(id);
			return (article != null) ? article.title() : null;
		}

	}

	static class Sold extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Sold() {
			super("sold");
		}

	}

}
