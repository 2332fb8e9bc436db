package io.github.taggedcache.core.region;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names that are registered behind the entries that rely on them, many at a time.
 */
class RegistrationsTests {

	private final Workbench bench = Workbench.following();

	private final List<Runnable> later = new ArrayList<>();

	private final Region region;

	RegistrationsTests() {
		this.bench.register(this.later::add);
		this.region = this.bench.region(Workbench.NEAR);
	}

	private void store(EntryKey key, String... tags) {
		assertThat(this.region.store(key, Workbench.entry("text", tags), this.bench.history().token()))
			.isCompletedWithValue(true);
	}

	private void registerAll() {
		List<Runnable> due = List.copyOf(this.later);
		this.later.clear();
		due.forEach(Runnable::run);
	}

	private EntryKey key(String text) {
		return EntryKey.of(Workbench.REGION, text);
	}

	@Test
	void namesOfSeveralEntriesAreRegisteredByOneCall() {
		this.bench.store().observed().clear();
		store(key("one"), "a");
		store(key("two"), "a", "b");
		assertThat(this.bench.store().observed()).isEmpty();
		assertThat(this.later).hasSize(1);
		registerAll();
		assertThat(this.bench.store().observed()).singleElement().satisfies((names) -> {
			assertThat(names.tags()).containsExactlyInAnyOrder("~", "~articles", "a", "b");
			assertThat(names.keys()).containsExactly(key("one"), key("two"));
			assertThat(names.prolong()).isTrue();
		});
	}

	@Test
	void manyNamesDoNotWait() {
		this.bench.store().observed().clear();
		// With the two implicit tags and the bucket
		int tags = Registrations.MAX_BATCH - 3;
		store(key("one"), IntStream.range(0, tags).mapToObj((i) -> "tag:" + i).toArray(String[]::new));
		assertThat(this.bench.store().observed()).hasSize(1);
		registerAll();
		assertThat(this.bench.store().observed()).hasSize(1);
	}

	@Test
	void nameThatCameAfterTheCallIsInTheNextOne() {
		store(key("one"), "a");
		registerAll();
		this.bench.store().observed().clear();
		store(key("one"), "a", "b");
		registerAll();
		assertThat(this.bench.store().observed()).singleElement()
			.satisfies((names) -> assertThat(names.tags()).containsExactly("b"));
	}

	@Test
	void failureIsCountedByEachRegionThatWaitsForTheCall() {
		this.bench.store().fail(Call.OBSERVE);
		store(key("one"), "a");
		store(key("two"), "b");
		registerAll();
		assertThat(this.region.statistics().storeErrors()).isOne();
		store(key("one"), "a");
		this.bench.store().observed().clear();
		registerAll();
		assertThat(this.bench.store().observed()).singleElement()
			.satisfies((names) -> assertThat(names.tags()).contains("a"));
	}

	/**
	 * The entry stays a hit where the store judges.
	 */
	@Test
	void nameToWhichNothingHappenedIsRegisteredBelowTheEntry() {
		store(key("one"), "new");
		this.bench.invalidate("unrelated");
		this.bench.follow();
		registerAll();
		assertThat(hard("new")).isEqualTo(this.bench.history().floor());
		assertThat(bucket("one")).isEqualTo(this.bench.history().floor());
	}

	@Test
	void nameIsRegisteredAtTheClockIfTheClockIsNotKnown() {
		store(key("one"), "new");
		long clock = this.bench.invalidate("new");
		this.bench.memory().forgetTag("new");
		registerAll();
		assertThat(hard("new")).isEqualTo(clock);
		assertThat(bucket("one")).isEqualTo(clock);
	}

	@Test
	void nameToWhichSomethingHappenedIsRegisteredAtTheClock() {
		store(key("one"), "new");
		this.bench.invalidate("new");
		this.bench.keyEvent(key("one"));
		long clock = this.bench.invalidate("unrelated");
		this.bench.follow();
		this.bench.memory().forgetTag("new");
		this.bench.memory().forgetBucket(key("one"));
		registerAll();
		assertThat(hard("new")).isEqualTo(clock);
		assertThat(bucket("one")).isEqualTo(clock);
	}

	@Test
	void nameIsRegisteredAtTheClockWhereTheNodeDoesNotFollowTheLog() {
		Workbench other = new Workbench();
		other.register(this.later::add);
		Registrations registrations = new Registrations(other.node(), other::nanoTime, this.later::add);
		registrations.add(List.of("new"), key("one"), (failure) -> {
		});
		long clock = other.invalidate("unrelated");
		registerAll();
		ObservedNames names = new ObservedNames(List.of("new"), List.of(), 0, false);
		assertThat(other.memory().observe(names).join().tag("new").hard()).isEqualTo(clock);
	}

	@Test
	void namesOfMissesAreRegisteredByABoundedNumberOfCalls() {
		Registrations registrations = Registrations.immediate(this.bench.node(), System::nanoTime);
		List<Held> answers = new ArrayList<>();
		for (int i = 0; i < Registrations.MAX_UNDER_WAY; i++) {
			answers.add(this.bench.store().hold(Call.OBSERVE));
			begin(registrations, "tag " + i);
		}
		this.bench.store().observed().clear();
		begin(registrations, "one more");
		assertThat(this.bench.store().observed()).isEmpty();
		answers.forEach(Held::release);
		assertThat(registrations.isIdle()).isTrue();
		begin(registrations, "one more");
		assertThat(this.bench.store().observed()).hasSize(1);
	}

	private void begin(Registrations registrations, String name) {
		registrations.begin(List.of(name), key(name), (failure) -> {
			throw new AssertionError(failure);
		});
	}

	private long hard(String tag) {
		return this.bench.memory().peek(List.of(tag), List.of()).join().tag(tag).hard();
	}

	private long bucket(String text) {
		return this.bench.memory().peek(List.of(), List.of(key(text))).join().keyEvents().get(key(text));
	}

}
