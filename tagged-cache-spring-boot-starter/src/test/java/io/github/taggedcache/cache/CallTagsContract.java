package io.github.taggedcache.cache;

import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A method that declares tags is never served what was stored without them, once one of
 * the tags was invalidated.
 */
abstract class CallTagsContract {

	private static final Article OLD = new Article(1, Database.AUTHOR, "old");

	private static final Article NEW = new Article(1, Database.AUTHOR, "new");

	abstract CacheApplication application();

	static Stream<Named<Function<CacheApplication, @Nullable Article>>> calls() {
		return Stream.of(call("plain", (application) -> shelf(application).plain(1)),
				call("renamed parameter", (application) -> shelf(application).renamed(1)),
				call("sync", (application) -> shelf(application).sync(1)),
				call("optional", (application) -> shelf(application).optional(1).orElse(null)),
				call("future", (application) -> shelf(application).future(1).join()),
				call("sync future", (application) -> shelf(application).syncFuture(1).join()),
				call("mono", (application) -> shelf(application).mono(1).block()),
				call("key expression", (application) -> shelf(application).likeThis(OLD)),
				call("tag of the type", (application) -> application.bean(Shelf.Author.class).plain(1)),
				call("literal tag", (application) -> application.cache("shelf")
					.get(1L, () -> application.database().read(1), "author:7")));
	}

	private static Named<Function<CacheApplication, @Nullable Article>> call(String name,
			Function<CacheApplication, @Nullable Article> call) {
		return Named.of(name, call);
	}

	private static Shelf shelf(CacheApplication application) {
		return application.bean(Shelf.class);
	}

	private void change() {
		application().database().rename("new");
		application().manager().invalidateTags("author:7");
	}

	/**
	 * An entry from before a tag was registered would be a miss once.
	 */
	private void knowTags() {
		application().manager().invalidateTags("author:7", "author:9", "shelf:1");
	}

	@ParameterizedTest
	@MethodSource("calls")
	void entryOfAnUntaggedMethodServesUntilATagOfTheCallIsInvalidated(
			Function<CacheApplication, @Nullable Article> call) {
		knowTags();
		shelf(application()).untagged(1);
		assertThat(call.apply(application())).isEqualTo(OLD);
		assertThat(call.apply(application())).isEqualTo(OLD);
		assertThat(application().database().reads()).isOne();
		change();
		assertThat(call.apply(application())).isEqualTo(NEW);
	}

	@ParameterizedTest
	@MethodSource("calls")
	void entryThatWasPutWithoutTagsServesUntilATagOfTheCallIsInvalidated(
			Function<CacheApplication, @Nullable Article> call) {
		knowTags();
		application().cache("shelf").put(1L, OLD);
		assertThat(call.apply(application())).isEqualTo(OLD);
		assertThat(application().database().reads()).isZero();
		change();
		assertThat(call.apply(application())).isEqualTo(NEW);
	}

	@ParameterizedTest
	@MethodSource("calls")
	void entryWithoutTheTagsIsAMissAfterAnInvalidationDuringItsLoad(
			Function<CacheApplication, @Nullable Article> call) {
		knowTags();
		application().database().afterNextRead(this::change);
		assertThat(shelf(application()).untagged(1)).isEqualTo(OLD);
		assertThat(call.apply(application())).isEqualTo(NEW);
	}

	@Test
	void keyThatDoesNotDetermineTheTagsHasThemEvaluatedForEachCall() {
		knowTags();
		assertThat(shelf(application()).likeThis(OLD)).isEqualTo(OLD);
		application().database().rename("new");
		application().manager().invalidateTags("author:9");
		assertThat(shelf(application()).likeThis(OLD)).isEqualTo(OLD);
		assertThat(shelf(application()).likeThis(new Article(1, 9, "any"))).isEqualTo(NEW);
	}

	@Test
	void argumentThatIsNotInTheKeyHasTheTagsEvaluatedForEachCall() {
		knowTags();
		assertThat(shelf(application()).by(7, 1)).isEqualTo(OLD);
		application().database().rename("new");
		application().manager().invalidateTags("author:9");
		assertThat(shelf(application()).by(7, 1)).isEqualTo(OLD);
		assertThat(shelf(application()).by(9, 1)).isEqualTo(NEW);
	}

	@Test
	void untaggedMethodIsServedWhatATaggedOneStored() {
		assertThat(shelf(application()).plain(1)).isEqualTo(OLD);
		assertThat(shelf(application()).untagged(1)).isEqualTo(OLD);
		assertThat(application().database().reads()).isOne();
	}

	@Test
	void nullThatWasStoredWithoutTagsIsAMissOnceAPlainTagOfTheCallIsInvalidated() {
		application().manager().invalidateTags("shelf:0");
		shelf(application()).untagged(0);
		assertThat(shelf(application()).plain(0)).isNull();
		assertThat(application().database().reads()).isOne();
		application().manager().invalidateTags("shelf:0");
		shelf(application()).plain(0);
		assertThat(application().database().reads()).isEqualTo(2);
	}

}
