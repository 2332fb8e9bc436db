package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.taggedcache.annotation.CacheTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A value that was invalidated softly is served while one caller loads it again, whatever
 * a method returns.
 */
abstract class StaleWhileRevalidateContract {

	static final String PROPERTY = "tagged-cache.defaults.stale-while-revalidate=1m";

	private static final Article OLD = new Article(1, Database.AUTHOR, "old");

	private static final Article NEW = new Article(1, Database.AUTHOR, "new");

	abstract CacheApplication application();

	private Library library() {
		return application().bean(Library.class);
	}

	private Database database() {
		return application().database();
	}

	@ParameterizedTest
	@EnumSource
	void softInvalidatedValueIsServedAndLoadedAgain(CachedCall call) {
		call.on(library(), 1);
		database().rename("new");
		application().manager().softInvalidateTags("article:1");
		assertThat(call.on(library(), 1)).isEqualTo(OLD);
		await().untilAsserted(() -> assertThat(call.on(library(), 1)).isEqualTo(NEW));
		assertThat(database().reads()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void invalidatedValueIsNotServed(CachedCall call) {
		call.on(library(), 1);
		database().rename("new");
		application().manager().softInvalidateTags("article:1");
		application().manager().invalidateTags("author:" + Database.AUTHOR);
		assertThat(call.on(library(), 1)).isEqualTo(NEW);
	}

	@ParameterizedTest
	@EnumSource
	void invalidationDuringTheRefreshWins(CachedCall call) {
		call.on(library(), 1);
		application().manager().softInvalidateTags("article:1");
		database().afterNextRead(() -> {
			database().rename("new");
			application().manager().invalidateTags("article:1");
		});
		call.on(library(), 1);
		await().until(() -> database().reads() >= 2);
		await().untilAsserted(() -> assertThat(call.on(library(), 1)).isEqualTo(NEW));
		assertThat(call.on(library(), 1)).isEqualTo(NEW);
	}

	@ParameterizedTest
	@EnumSource
	void refreshThatFailsLeavesTheStaleValue(CachedCall call) {
		call.on(library(), 1);
		application().manager().softInvalidateTags("article:1");
		database().failWith(new IllegalStateException("no database"));
		// The lease of the load may not be back yet: then a later call is the one that
		// refreshes
		await().until(() -> {
			assertThat(call.on(library(), 1)).isEqualTo(OLD);
			return database().reads() == 2;
		});
		assertThat(call.on(library(), 1)).isEqualTo(OLD);
	}

	@ParameterizedTest
	@EnumSource(names = { "PLAIN", "SYNC_PLAIN", "MONO" })
	void refreshRunsElsewhere(CachedCall call) {
		call.on(library(), 1);
		application().manager().softInvalidateTags("article:1");
		await().until(() -> {
			call.on(library(), 1);
			return database().reads() >= 2;
		});
		assertThat(database().threads().get(1)).startsWith("tagged-cache-");
	}

	@Test
	void loaderOfACacheIsRunAgain() {
		Callable<String> loader = () -> {
			Article read = database().read(1);
			return (read != null) ? read.title() : "none";
		};
		assertThat(application().cache("texts").get("1", loader, "text")).isEqualTo("old");
		database().rename("new");
		application().manager().softInvalidateTags("text");
		assertThat(application().cache("texts").get("1", loader, "text")).isEqualTo("old");
		await().untilAsserted(() -> assertThat(application().cache("texts").get("1", loader, "text")).isEqualTo("new"));
		assertThat(database().reads()).isEqualTo(2);
	}

	@Test
	void readWithoutALoaderIsServedNothingStale() {
		application().cache("texts").put("1", "old", "text");
		application().manager().softInvalidateTags("text");
		assertThat(application().cache("texts").get("1")).isNull();
	}

	@Test
	void methodWhoseArgumentItsCallerCouldChangeIsCalledByTheCaller() {
		Shelves shelves = application().bean(Shelves.class);
		List<String> ids = new ArrayList<>(List.of("1"));
		assertThat(shelves.titles(ids)).isEqualTo("old of [1]");
		database().rename("new");
		application().manager().softInvalidateTags("titles");
		assertThat(shelves.titles(ids)).isEqualTo("new of [1]");
	}

	@Test
	void methodWithTwoCachesIsCalledByItsCaller() {
		Shelves shelves = application().bean(Shelves.class);
		assertThat(shelves.inTwo("1")).isEqualTo("old");
		database().rename("new");
		application().manager().softInvalidateTags("two");
		assertThat(shelves.inTwo("1")).isEqualTo("new");
	}

	@EnableCaching
	static class Shelves {

		private final Database database;

		Shelves(Database database) {
			this.database = database;
		}

		@Cacheable("titles")
		@CacheTags("titles")
		public String titles(List<String> ids) {
			return title() + " of " + ids;
		}

		@Cacheable({ "first", "second" })
		@CacheTags("two")
		public String inTwo(String id) {
			return title();
		}

		private String title() {
			Article read = this.database.read(1);
			return (read != null) ? read.title() : "none";
		}

	}

}
