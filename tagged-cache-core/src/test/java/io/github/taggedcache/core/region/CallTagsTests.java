package io.github.taggedcache.core.region;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tags of a call are evaluated where they are used, and nowhere else.
 */
class CallTagsTests {

	private static final long TEMPLATES = 7;

	private static final long OTHER = 8;

	private final Workbench bench = Workbench.following();

	private final List<String> evaluated = new ArrayList<>();

	@Test
	void remoteHitTaggedByTheTemplatesOfTheCallEvaluatesNothing() {
		stored(this.bench);
		assertThat(read(this.bench.region(), TEMPLATES)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.evaluated).isEmpty();
	}

	@Test
	void nearHitEvaluatesNothing() {
		Region region = this.bench.region(Workbench.NEAR);
		stored(this.bench);
		read(region, TEMPLATES);
		this.evaluated.clear();
		assertThat(read(region, TEMPLATES)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.evaluated).isEmpty();
	}

	@Test
	void missEvaluatesTheTagsOfTheCall() {
		assertThat(read(this.bench.region(), TEMPLATES)).isNull();
		assertThat(this.evaluated).containsExactly("call");
	}

	@Test
	void tagsWithoutAFingerprintAreEvaluatedBeforeTheStoreAnswers() {
		Held answer = this.bench.store().hold(Call.GET);
		DeclaredTags declared = declared(DeclaredTags.UNKNOWN_TEMPLATES);
		var lookup = this.bench.region().lookup(Workbench.KEY, Workbench.TEXT, declared, Runnable::run);
		assertThat(this.evaluated).containsExactly("call");
		answer.release();
		assertThat(lookup).isDone();
	}

	@Test
	void storeThatJudgesIsToldTheTagsOfTheCall() {
		Workbench strict = Workbench.strict();
		stored(strict);
		Region region = strict.region();
		assertThat(read(region, OTHER)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.evaluated).containsExactly("call", "all");
	}

	@Test
	void entryThatTheHistoryCannotJudgeTakesNoMoreThanTwoRoundTrips() {
		stored(this.bench);
		this.bench.gap();
		Region region = this.bench.region();
		this.bench.store().calls();
		List<Runnable> steps = new ArrayList<>();
		var lookup = region.lookup(Workbench.KEY, Workbench.TEXT, declared(OTHER), steps::add);
		assertThat(this.evaluated).isEmpty();
		assertThat(steps).hasSize(1);
		steps.get(0).run();
		assertThat(this.evaluated).containsExactly("call");
		assertThat(region.read(lookup.join(), Workbench.TEXT, declared(OTHER)).join()).extracting(Hit::value)
			.isEqualTo("text");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE);
	}

	@Test
	void entryThatTheHistoryCannotJudgeEvaluatesNothingIfItsTemplatesAreTheCalls() {
		stored(this.bench);
		this.bench.gap();
		assertThat(read(this.bench.region(), TEMPLATES)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.evaluated).isEmpty();
	}

	private void stored(Workbench on) {
		on.register("a", "b");
		on.follow();
		NewEntry entry = Workbench.entry("text", "a", "b").taggedBy(declared(TEMPLATES));
		assertThat(on.region().store(Workbench.KEY, entry, on.clock()).join()).isTrue();
	}

	private @Nullable Hit read(Region region, long templates) {
		DeclaredTags declared = declared(templates);
		Lookup lookup = region.lookup(Workbench.KEY, Workbench.TEXT, declared, Runnable::run).join();
		return region.read(lookup, Workbench.TEXT, declared).join();
	}

	private DeclaredTags declared(long templates) {
		return new DeclaredTags() {

			@Override
			public long templates() {
				return templates;
			}

			@Override
			public List<String> callTags() {
				CallTagsTests.this.evaluated.add("call");
				return List.of("a");
			}

			@Override
			public Collection<String> tags(@Nullable Object value) {
				CallTagsTests.this.evaluated.add("all");
				return List.of("a", "b");
			}

		};
	}

}
