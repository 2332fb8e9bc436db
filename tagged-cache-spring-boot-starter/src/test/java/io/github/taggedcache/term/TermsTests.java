package io.github.taggedcache.term;

import java.util.Arrays;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.core.event.Level;
import io.github.taggedcache.core.store.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class TermsTests {

	@ParameterizedTest
	@EnumSource
	void reasonHasTheSameNameInTheApi(io.github.taggedcache.core.event.MissReason reason) {
		assertThat(Terms.reason(reason).name()).isEqualTo(reason.name());
	}

	@Test
	void apiHasNoOtherReasons() {
		assertThat(MissReason.values()).containsExactlyElementsOf(
				Arrays.stream(io.github.taggedcache.core.event.MissReason.values()).map(Terms::reason).toList());
	}

	@ParameterizedTest
	@EnumSource
	void modeHasTheSameNameInTheApi(Mode mode) {
		assertThat(Terms.mode(mode).name()).isEqualTo(mode.name());
		assertThat(Terms.mode(Terms.mode(mode))).isEqualTo(mode);
	}

	@Test
	void apiHasNoOtherModes() {
		assertThat(InvalidationMode.values()).hasSameSizeAs(Mode.values());
	}

	@ParameterizedTest
	@EnumSource
	void levelHasTheSameNameInTheApi(Level level) {
		assertThat(Terms.level(level).name()).isEqualTo(level.name());
	}

	@Test
	void apiHasNoOtherLevels() {
		assertThat(CacheEvent.Level.values()).hasSameSizeAs(Level.values());
	}

}
