package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.ObservedTags;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LoadScopeTests {

	private final Workbench bench = new Workbench();

	private final Region region = this.bench.region();

	private final TextCall call = TextCall.tagged("a");

	@Test
	void loaderMeetsItsScope() throws Exception {
		this.region.get(this.call, () -> {
			assertThat(LoadScope.current()).isSameAs(this.call.scope());
			return "text";
		});
	}

	@Test
	void loaderOfAFutureMeetsItsScope() {
		assertThat(this.region.retrieve(this.call, () -> {
			assertThat(LoadScope.current()).isSameAs(this.call.scope());
			return CompletableFuture.completedFuture("text");
		})).isCompletedWithValue("text");
	}

	@Test
	void thereIsNoScopeOutsideALoad() {
		assertThat(LoadScope.current()).isNull();
	}

	@Test
	void thereIsNoScopeAfterALoad() throws Exception {
		this.region.get(this.call, () -> "text");
		assertThat(LoadScope.current()).isNull();
	}

	@Test
	void thereIsNoScopeAfterALoadThatFailed() {
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(() -> this.region.get(this.call, () -> {
			throw new IllegalStateException("no database");
		}));
		assertThat(LoadScope.current()).isNull();
	}

	@Test
	void thereIsNoScopeWhileAValueIsEncoded() throws Exception {
		this.bench.codec().beforeEncode((value) -> assertThat(LoadScope.current()).isNull());
		assertThat(this.region.get(this.call, () -> "text")).isEqualTo("text");
	}

	@Test
	void hitRunsNoLoader() throws Exception {
		this.region.get(this.call, () -> "text");
		assertThat(this.region.get(TextCall.tagged("a"), () -> {
			throw new AssertionError("loaded again");
		})).isEqualTo("text");
	}

	@Test
	void innerLoadHasItsOwnScope() throws Exception {
		LoadScope inner = new LoadScope();
		new LoadScope().run(() -> inner.run(() -> {
			assertThat(LoadScope.current()).isSameAs(inner);
			return "text";
		}));
	}

	@Test
	void outerScopeIsBackAfterAnInnerLoad() throws Exception {
		LoadScope outer = new LoadScope();
		outer.run(() -> {
			new LoadScope().run(() -> "text");
			assertThat(LoadScope.current()).isSameAs(outer);
			return "text";
		});
	}

	@Test
	void tagsOfTheLoaderAreStored() throws Exception {
		this.bench.register("a", "b", "c");
		this.region.get(this.call, () -> {
			LoadScope.current().addTags(List.of("b", "c"));
			return "text";
		});
		assertThat(this.bench.stored().header().tags()).containsExactly("a", "b", "c");
	}

	@Test
	void tagOfTheLoaderThatIsNoneIsRefusedWhereItIsAdded() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LoadScope().addTags(List.of("b", "")))
			.withMessage("A tag must not be empty");
	}

	@Test
	void tagThatComesToLightIsStoredAsTheScopeNamesIt() {
		LoadScope scope = new LoadScope(true, (tag) -> "acme " + tag);
		scope.observed(ObservedTags.class, () -> (wanted) -> List.of("b"));
		scope.addTags(List.of("c"));
		assertThat(scope.tags()).containsExactly("acme c", "acme b");
	}

	@Test
	void timeToLiveOfTheLoaderIsItsEntrys() throws Exception {
		this.bench.register("a");
		this.region.get(this.call, () -> {
			LoadScope.current().setTimeToLive(Duration.ofSeconds(7));
			return "text";
		});
		assertThat(this.bench.store().timesToLive()).containsExactly(7000L);
	}

	@Test
	void timeToLiveThatIsNoneIsRefusedWhereItIsSet() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LoadScope().setTimeToLive(Duration.ofMillis(-1)));
	}

	@Test
	void valueThatMustNotBeStoredIsNot() throws Exception {
		Object value = this.region.get(this.call, () -> {
			LoadScope.current().doNotStore();
			return "text";
		});
		assertThat(value).isEqualTo("text");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE);
	}

}
