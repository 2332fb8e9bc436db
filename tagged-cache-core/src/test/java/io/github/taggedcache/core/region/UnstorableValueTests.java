package io.github.taggedcache.core.region;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.UnstorableValues.Problem;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A value that cannot be stored, where that is logged and where it is thrown.
 */
@Timeout(30)
class UnstorableValueTests {

	private static final EntryKey OTHER = EntryKey.of(Workbench.REGION, "other");

	private final Workbench bench = new Workbench();

	private final UnstorableValues logged = UnstorableValues.logged();

	private final UnstorableValues thrown = UnstorableValues.thrown();

	private final Region logging = region(this.logged);

	private final Region failing = region(this.thrown);

	private final Object unstorable = new Object();

	private final HeldLoader loader = new HeldLoader();

	private Region region(UnstorableValues values) {
		return this.bench.region(Workbench.NEAR, new SerialCodec(), values, Runnable::run);
	}

	@BeforeEach
	void register() {
		this.bench.register("a");
	}

	@Test
	void loadedValueIsNotStored() {
		assertThat(this.logging.store(Workbench.KEY, entry(), this.bench.clock()).join()).isFalse();
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void loadedValueIsThrownWhereThatIsWanted() {
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.failing.store(Workbench.KEY, entry(), 1))
			.withMessage("It cannot be serialized. Serialize it.");
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void putRemovesWhatWasThereBefore() {
		put(this.logging, Workbench.entry("before")).join();
		this.bench.store().calls();
		assertThat(put(this.logging, entry()).join()).isFalse();
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE, Call.APPEND, Call.REMOVE);
		assertThat(Workbench.read(this.logging)).isNull();
	}

	@Test
	void putThatThrowsRemovesWhatWasThereBefore() {
		put(this.failing, Workbench.entry("before")).join();
		this.bench.store().calls();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> put(this.failing, entry()).join())
			.withCauseInstanceOf(UnstorableValueException.class);
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE, Call.APPEND, Call.REMOVE);
		assertThat(Workbench.read(this.failing)).isNull();
	}

	@Test
	void loadThatRunsDuringThePutIsNotStored() {
		long token = this.bench.clock();
		put(this.logging, entry()).join();
		assertThat(this.logging.store(Workbench.KEY, Workbench.entry("loaded"), token).join()).isFalse();
	}

	@Test
	void otherValuesOfThePutAreStored() {
		Map<EntryKey, NewEntry> entries = new LinkedHashMap<>();
		entries.put(OTHER, entry());
		entries.put(Workbench.KEY, Workbench.entry("text"));
		assertThat(this.logging.put(entries, null).join()).isFalse();
		assertThat(Workbench.read(this.logging)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.failing.put(entries, null)).isCompletedExceptionally();
		assertThat(Workbench.read(this.failing)).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void putIfAbsentSendsNothing() {
		assertThat(this.logging.putUnlessAfter(Workbench.KEY, entry(), 1).join()).isTrue();
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.failing.putUnlessAfter(Workbench.KEY, entry(), 1));
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void callerGetsTheValueOfItsLoader() throws Exception {
		this.loader.finish(this.unstorable);
		assertThat(this.logging.get(TextCall.tagged("a"), this.loader)).isSameAs(this.unstorable);
		assertThat(this.logging.retrieve(TextCall.tagged("a"), this.loader)).isCompletedWithValue(this.unstorable);
		assertThat(this.loader.runs()).isEqualTo(2);
		assertThat(this.bench.stored()).isNull();
	}

	@Test
	void callerGetsTheProblemOfItsLoaderWhereThatIsWanted() {
		this.loader.finish(this.unstorable);
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> this.failing.get(TextCall.tagged("a"), this.loader));
		assertThat(this.loader.runs()).isOne();
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.failing.retrieve(TextCall.tagged("a"), this.loader).join())
			.withCauseInstanceOf(UnstorableValueException.class);
		assertThat(this.loader.runs()).isEqualTo(2);
	}

	@Test
	void joinersGetTheValue() throws Exception {
		Caller leader = Caller.start(() -> this.logging.get(TextCall.tagged("a"), this.loader));
		this.loader.awaitStarted();
		Caller joiner = Caller.start(() -> this.logging.get(TextCall.tagged("a"), this.loader)).awaitParked();
		CompletableFuture<Object> another = this.logging.retrieve(TextCall.tagged("a"), this.loader);
		this.loader.finish(this.unstorable);
		assertThat(leader.result()).isSameAs(this.unstorable);
		assertThat(joiner.result()).isSameAs(this.unstorable);
		assertThat(another.get()).isSameAs(this.unstorable);
		assertThat(this.loader.runs()).isOne();
		assertThat(this.logging.statistics().unstorable()).isOne();
	}

	@Test
	void joinersGetTheProblemWhereThatIsWanted() throws Exception {
		Caller leader = Caller.start(() -> this.failing.get(TextCall.tagged("a"), this.loader));
		this.loader.awaitStarted();
		Caller joiner = Caller.start(() -> this.failing.get(TextCall.tagged("a"), this.loader)).awaitParked();
		CompletableFuture<Object> another = this.failing.retrieve(TextCall.tagged("a"), this.loader);
		this.loader.finish(this.unstorable);
		assertThatExceptionOfType(UnstorableValueException.class).isThrownBy(leader::result);
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(joiner::result)
			.withCauseInstanceOf(UnstorableValueException.class);
		assertThat(another).isCompletedExceptionally();
		assertThat(this.loader.runs()).isOne();
	}

	/**
	 * Nobody knows by which tags to judge the value for a joiner.
	 */
	@Test
	void joinerOfALoadWithoutTagsLoadsForItselfWhereThatIsSwallowed() throws Exception {
		TextCall untaggable = TextCall.taggedByResult((value) -> {
			throw new StoreException("no tags", null);
		});
		Caller leader = Caller.start(() -> this.logging.get(untaggable, this.loader));
		this.loader.awaitStarted();
		Caller joiner = Caller.start(() -> this.logging.get(TextCall.tagged("a"), () -> "own")).awaitParked();
		CompletableFuture<Object> another = this.logging.retrieve(TextCall.tagged("a"),
				() -> CompletableFuture.completedFuture("own"));
		this.loader.finish("untagged");
		assertThat(leader.result()).isEqualTo("untagged");
		assertThat(joiner.result()).isEqualTo("own");
		assertThat(another.get()).isEqualTo("own");
	}

	@Test
	void valueThatMustNotBeStoredIsNoProblem() throws Exception {
		assertThat(this.failing.get(TextCall.tagged("a"), () -> {
			LoadScope.current().doNotStore();
			return this.unstorable;
		})).isSameAs(this.unstorable);
		assertThat(this.thrown.count()).isZero();
	}

	@Test
	void problemsAreCountedByMethodAndKind() {
		met(this.logged, "method", "cycle");
		met(this.logged, "other", "cycle");
		met(this.logged, "method", "page");
		met(this.logged, "method", "cycle");
		assertThat(this.logged.count()).isEqualTo(4);
		assertThat(this.logged.newest(2)).containsExactly(
				new Problem("articles", "method", "cycle", "problem remedy", 2),
				new Problem("articles", "method", "page", "problem remedy", 1));
	}

	@Test
	void problemsAreRememberedWithinABound() {
		for (int i = 0; i < UnstorableValues.REMEMBERED + 10; i++) {
			String method = "method " + i;
			assertThatExceptionOfType(UnstorableValueException.class)
				.isThrownBy(() -> met(this.thrown, method, "cycle"));
		}
		List<Problem> newest = this.thrown.newest(Integer.MAX_VALUE);
		assertThat(newest).hasSize(UnstorableValues.REMEMBERED);
		assertThat(newest.get(newest.size() - 1).declaredBy()).isEqualTo("method 10");
		assertThat(this.thrown.count()).isEqualTo(UnstorableValues.REMEMBERED + 10);
	}

	private static void met(UnstorableValues values, String declaredBy, String kind) {
		values.met("articles", new UnstorableValueException(declaredBy, kind, "problem", "remedy", null));
	}

	private NewEntry entry() {
		return Workbench.entry(this.unstorable, "a");
	}

	private static CompletableFuture<Boolean> put(Region region, NewEntry entry) {
		return region.put(Map.of(Workbench.KEY, entry), null);
	}

}
