package io.github.taggedcache.cache;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for annotated methods of each return type, whatever the store.
 */
abstract class ReturnTypeContract {

	abstract CacheApplication application();

	private Library library() {
		return application().bean(Library.class);
	}

	private int reads() {
		return application().database().reads();
	}

	@ParameterizedTest
	@EnumSource
	void secondCallDoesNotLoad(CachedCall call) {
		call.on(library(), 1);
		call.on(library(), 1);
		assertThat(reads()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void hitEqualsWhatWasLoaded(CachedCall call) {
		Article loaded = call.on(library(), 1);
		application().database().rename("new");
		assertThat(call.on(library(), 1)).isEqualTo(loaded).isEqualTo(new Article(1, Database.AUTHOR, "old"));
	}

	@ParameterizedTest
	@EnumSource
	void otherArgumentLoads(CachedCall call) {
		call.on(library(), 1);
		assertThat(call.on(library(), 2)).isEqualTo(new Article(2, Database.AUTHOR, "old"));
	}

	@ParameterizedTest
	@EnumSource
	void resultWithoutContentIsCached(CachedCall call) {
		assertThat(call.on(library(), 0)).isNull();
		assertThat(call.on(library(), 0)).isNull();
		assertThat(reads()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void tagOfTheCallInvalidates(CachedCall call) {
		call.on(library(), 1);
		application().manager().invalidateTags("article:1");
		application().database().rename("new");
		assertThat(call.on(library(), 1)).isEqualTo(new Article(1, Database.AUTHOR, "new"));
	}

	@ParameterizedTest
	@EnumSource
	void tagOfTheResultInvalidates(CachedCall call) {
		call.on(library(), 1);
		application().manager().invalidateTags("author:" + Database.AUTHOR);
		application().database().rename("new");
		assertThat(call.on(library(), 1)).isEqualTo(new Article(1, Database.AUTHOR, "new"));
	}

	@ParameterizedTest
	@EnumSource
	void softInvalidationInvalidatesWhereNothingStaleIsServed(CachedCall call) {
		call.on(library(), 1);
		application().manager().softInvalidateTags("article:1");
		call.on(library(), 1);
		assertThat(reads()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void otherTagLeavesTheEntry(CachedCall call) {
		call.on(library(), 1);
		application().manager().invalidateTags("article:2", "author:8");
		call.on(library(), 1);
		assertThat(reads()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void putCallsTheMethodEachTime(PuttingCall call) {
		call.on(library(), 1);
		call.on(library(), 1);
		assertThat(reads()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void putIsReadByTheNextCall(PuttingCall call) {
		Article put = call.on(library(), 1);
		assertThat(call.reading().on(library(), 1)).isEqualTo(put);
		assertThat(reads()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void putReplacesWhatWasLoaded(PuttingCall call) {
		call.reading().on(library(), 1);
		application().database().rename("new");
		call.on(library(), 1);
		assertThat(call.reading().on(library(), 1)).isEqualTo(new Article(1, Database.AUTHOR, "new"));
		assertThat(reads()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void putWithoutContentIsReadByTheNextCall(PuttingCall call) {
		call.on(library(), 0);
		assertThat(call.reading().on(library(), 0)).isNull();
		assertThat(reads()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void tagInvalidatesWhatWasPut(PuttingCall call) {
		call.on(library(), 1);
		application().manager().invalidateTags("author:" + Database.AUTHOR);
		call.reading().on(library(), 1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void emptyOptionalIsReadAsAnEmptyOptional() {
		library().optional(0);
		assertThat(library().optional(0)).isEmpty();
	}

	@Test
	void emptyMonoIsReadAsAnEmptyMono() {
		library().mono(0).block();
		StepVerifier.create(library().mono(0)).verifyComplete();
	}

	@Test
	void emptyFluxIsReadAsAnEmptyFlux() {
		library().flux(0).collectList().block();
		StepVerifier.create(library().flux(0)).verifyComplete();
	}

	@Test
	void emptyListIsReadAsAnEmptyList() {
		library().list(0);
		assertThat(library().list(0)).isEmpty();
	}

}
