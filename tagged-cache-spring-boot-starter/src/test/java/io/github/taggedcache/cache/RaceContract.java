package io.github.taggedcache.cache;

import java.util.Arrays;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a value that was read before another node made it old, and returned
 * after that. The method reads the old value; the other node's change is recorded before
 * the method returns.
 */
abstract class RaceContract {

	private static final Article OLD = new Article(1, Database.AUTHOR, "old");

	private static final Article NEW = new Article(1, Database.AUTHOR, "new");

	abstract CacheApplication application();

	static Stream<Arguments> cachedCalls() {
		return Arrays.stream(CachedCall.values())
			.flatMap((call) -> Arrays.stream(Change.values()).map((change) -> Arguments.of(call, change)));
	}

	static Stream<Arguments> puttingCalls() {
		return Arrays.stream(PuttingCall.values())
			.flatMap((call) -> Arrays.stream(Change.values()).map((change) -> Arguments.of(call, change)));
	}

	private Library library() {
		return application().bean(Library.class);
	}

	private @Nullable Article during(Change change, CachedCall call) {
		application().database().afterNextRead(() -> change.happen(application(), call.region()));
		return call.on(library(), 1);
	}

	private @Nullable Article during(Change change, PuttingCall call) {
		application().database().afterNextRead(() -> change.happen(application(), call.reading().region()));
		return call.on(library(), 1);
	}

	@ParameterizedTest
	@EnumSource
	void callerGetsWhatItsMethodReturned(CachedCall call) {
		assertThat(during(Change.TAG_OF_THE_CALL, call)).isEqualTo(OLD);
	}

	@ParameterizedTest
	@EnumSource
	void callerGetsWhatItsPuttingMethodReturned(PuttingCall call) {
		assertThat(during(Change.TAG_OF_THE_CALL, call)).isEqualTo(OLD);
	}

	@ParameterizedTest
	@MethodSource("cachedCalls")
	void loadIsNotStoredAfterChangeDuringIt(CachedCall call, Change change) {
		during(change, call);
		assertThat(call.on(library(), 1)).isEqualTo(NEW);
	}

	@ParameterizedTest
	@MethodSource("cachedCalls")
	void loadAfterTheChangeIsStored(CachedCall call, Change change) {
		during(change, call);
		call.on(library(), 1);
		call.on(library(), 1);
		assertThat(application().database().reads()).isEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("puttingCalls")
	void putIsNotStoredAfterChangeDuringTheMethod(PuttingCall call, Change change) {
		during(change, call);
		assertThat(call.reading().on(library(), 1)).isEqualTo(NEW);
	}

	@ParameterizedTest
	@MethodSource("puttingCalls")
	void refusedPutTakesAwayWhatWasThereBefore(PuttingCall call, Change change) {
		call.reading().on(library(), 1);
		during(change, call);
		assertThat(call.reading().on(library(), 1)).isEqualTo(NEW);
	}

	@Test
	void putOfAnotherNodeWinsOverTheLoad() {
		application().database().afterNextRead(() -> {
			application().otherContext().getBean(Database.class).rename("new");
			application().otherContext().getBean(Library.class).putPlain(1);
		});
		library().plain(1);
		assertThat(library().plain(1)).isEqualTo(NEW);
	}

	@Test
	void putOfAnotherNodeTakesAwayAnOlderPut() {
		application().database().afterNextRead(() -> {
			application().otherContext().getBean(Database.class).rename("new");
			application().otherContext().getBean(Library.class).putPlain(1);
		});
		library().putPlain(1);
		application().database().rename("new");
		assertThat(library().plain(1)).isEqualTo(NEW);
	}

	@ParameterizedTest
	@EnumSource
	void changeBeforeTheCallDoesNotKeepItsLoadFromBeingStored(Change change) {
		change.happen(application(), "plain");
		library().plain(1);
		library().plain(1);
		assertThat(application().database().reads()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void changeOfAnotherTagDoesNotKeepTheLoadFromBeingStored(CachedCall call) {
		application().database().afterNextRead(() -> application().otherNode().invalidateTags("article:2"));
		call.on(library(), 1);
		call.on(library(), 1);
		assertThat(application().database().reads()).isEqualTo(1);
	}

}
