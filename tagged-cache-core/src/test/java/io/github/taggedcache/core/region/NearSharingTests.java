package io.github.taggedcache.core.region;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.sun.management.ThreadMXBean;
import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.near.Copying;
import io.github.taggedcache.core.near.NearSettings;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one caller does to its value and what another one gets.
 */
@SuppressWarnings("JavaUtilDate") // what applications cache
class NearSharingTests {

	private final Workbench bench = Workbench.following();

	private final SerialCodec codec = new SerialCodec();

	private final Region region = region(Copying.AUTO);

	private Region region(Copying copying) {
		return this.bench.region(Workbench.near(new NearSettings(100, 0, null, copying)), this.codec, Runnable::run);
	}

	@ParameterizedTest
	@EnumSource
	void changeOfALoadedValueIsNotSeen(Changeable kind) throws Exception {
		Object loaded = this.region.get(TextCall.tagged("a"), kind.values::get);
		kind.change.accept(loaded);
		assertUnchanged(kind, this.region);
	}

	@ParameterizedTest
	@EnumSource
	void changeOfAValueThatWasPutIsNotSeen(Changeable kind) {
		Object value = kind.values.get();
		this.region.put(Map.of(Workbench.KEY, Workbench.entry(value, "a")), null).join();
		kind.change.accept(value);
		assertUnchanged(kind, this.region);
	}

	@ParameterizedTest
	@EnumSource
	void changesOfNearHitsAreNotSeen(Changeable kind) {
		store(kind.values.get());
		kind.change.accept(nearValue(this.region));
		kind.change.accept(nearValue(this.region));
		assertUnchanged(kind, this.region);
	}

	@ParameterizedTest
	@EnumSource
	void changeOfARemoteHitIsNotSeen(Changeable kind) {
		store(kind.values.get());
		Region other = region(Copying.AUTO);
		kind.change.accept(Workbench.read(other).value());
		assertUnchanged(kind, other);
	}

	@ParameterizedTest
	@EnumSource
	void changeOfAValueThatWasReadAmongSeveralIsNotSeen(Changeable kind) {
		store(kind.values.get());
		Lookup lookup = this.region.lookupAll(List.of(Workbench.KEY), Workbench.TEXT).join().get(0);
		kind.change.accept(this.region.read(lookup, Workbench.TEXT, LiteralTags.NONE).join().value());
		assertUnchanged(kind, this.region);
	}

	@ParameterizedTest
	@EnumSource
	void changeOfALoadedValueIsNotSeenByAJoiner(Changeable kind) throws Exception {
		HeldLoader loader = new HeldLoader();
		Caller leader = Caller.start(() -> {
			Object loaded = this.region.get(TextCall.tagged("a"), loader);
			kind.change.accept(loaded);
			return loaded;
		});
		loader.awaitStarted();
		Caller first = Caller.start(() -> this.region.get(TextCall.tagged("a"), loader)).awaitParked();
		Caller second = Caller.start(() -> this.region.get(TextCall.tagged("a"), loader)).awaitParked();
		loader.finish(kind.values.get());
		leader.result();
		kind.change.accept(first.result());
		assertThat(second.result()).usingRecursiveComparison().isEqualTo(kind.values.get());
		assertThat(loader.runs()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void changeOfALoadedValueIsNotSeenByAJoinerThatDoesNotBlock(Changeable kind) {
		HeldLoader loader = new HeldLoader();
		CompletableFuture<Object> leader = this.region.retrieve(TextCall.tagged("a"), loader)
			.thenApply((loaded) -> change(kind, loaded));
		CompletableFuture<Object> first = this.region.retrieve(TextCall.tagged("a"), loader)
			.thenApply((joined) -> change(kind, joined));
		CompletableFuture<Object> second = this.region.retrieve(TextCall.tagged("a"), loader);
		loader.finish(kind.values.get());
		assertThat(leader).isDone();
		assertThat(first).isDone();
		assertThat(second.join()).usingRecursiveComparison().isEqualTo(kind.values.get());
		assertThat(loader.runs()).isOne();
	}

	private static Object change(Changeable kind, Object value) {
		kind.change.accept(value);
		return value;
	}

	@Test
	void changeOfALoadedValueThatMustNotBeStoredIsNotSeenByAJoiner() throws Exception {
		HeldLoader loader = new HeldLoader();
		Caller leader = Caller.start(() -> {
			Object loaded = this.region.get(TextCall.tagged("a"), () -> {
				LoadScope.current().doNotStore();
				return loader.call();
			});
			Changeable.BEAN.change.accept(loaded);
			return loaded;
		});
		loader.awaitStarted();
		Caller joiner = Caller.start(() -> this.region.get(TextCall.tagged("a"), loader)).awaitParked();
		loader.finish(new Bean());
		leader.result();
		assertThat(joiner.result()).usingRecursiveComparison().isEqualTo(new Bean());
		assertThat(this.bench.stored()).isNull();
	}

	/**
	 * The caller that loaded the value may change its object while the templates run.
	 */
	@Test
	void templatesOfAJoinerSeeAnObjectOfItsOwn() {
		HeldLoader loader = new HeldLoader();
		Bean loaded = new Bean();
		List<Object> seen = new ArrayList<>();
		CompletableFuture<Object> leader = this.region.retrieve(TextCall.tagged("a"), loader);
		CompletableFuture<Object> joiner = this.region.retrieve(TextCall.taggedByResult((value) -> {
			seen.add(value);
			return List.of("a");
		}), loader);
		loader.finish(loaded);
		assertThat(leader.join()).isSameAs(loaded);
		assertThat(joiner.join()).isNotSameAs(loaded);
		assertThat(seen).isNotEmpty().noneMatch((value) -> value == loaded);
	}

	/**
	 * Both miss the entry that a third one stores, and the one that looks again finds it.
	 */
	@Test
	void changeIsNotSeenByAJoinerOfACallThatLookedAgain() {
		HeldLoader loader = new HeldLoader();
		Region without = this.bench.region(Workbench.SETTINGS, this.codec, Runnable::run);
		Held firstLookup = this.bench.store().hold(Call.GET);
		Held secondLookup = this.bench.store().hold(Call.GET);
		CompletableFuture<Object> leader = without.retrieve(TextCall.tagged("a"), loader);
		CompletableFuture<Object> joiner = without.retrieve(TextCall.tagged("a"), loader);
		without.retrieve(TextCall.tagged("a"), () -> CompletableFuture.completedFuture(new Bean())).join();
		Held again = this.bench.store().hold(Call.GET);
		firstLookup.release();
		secondLookup.release();
		again.release();
		Changeable.BEAN.change.accept(leader.join());
		assertThat(joiner.join()).usingRecursiveComparison().isEqualTo(new Bean());
		assertThat(without.statistics().coalesced()).isEqualTo(2);
		assertThat(loader.runs()).isZero();
	}

	@Test
	void readersShareAValueThatNobodyCanChange() throws Exception {
		Point loaded = new Point(1, "a");
		assertThat(this.region.get(TextCall.tagged("a"), () -> loaded)).isSameAs(loaded);
		assertThat(nearValue(this.region)).isSameAs(loaded);
		assertThat(this.codec.decodings()).isZero();
	}

	@Test
	void joinersShareAValueThatNobodyCanChange() {
		HeldLoader loader = new HeldLoader();
		Point loaded = new Point(1, "a");
		CompletableFuture<Object> leader = this.region.retrieve(TextCall.tagged("a"), loader);
		CompletableFuture<Object> joiner = this.region.retrieve(TextCall.tagged("a"), loader);
		loader.finish(loaded);
		assertThat(leader.join()).isSameAs(loaded);
		assertThat(joiner.join()).isSameAs(loaded);
	}

	@Test
	void valueThatTurnsOutToBeUnchangeableIsDecodedOnce() {
		store(new Names(List.of("a")));
		Object first = nearValue(this.region);
		assertThat(nearValue(this.region)).isSameAs(first).isEqualTo(new Names(List.of("a")));
		assertThat(this.codec.decodings()).isOne();
	}

	@Test
	void collectionOfImmutableElementsIsDecodedOnce() {
		store(new ArrayList<>(List.of("a")));
		Object first = nearValue(this.region);
		assertThat(nearValue(this.region)).isEqualTo(first).isNotSameAs(first);
		assertThat(this.codec.decodings()).isOne();
	}

	@Test
	void remoteHitOfACollectionIsNotDecodedAgain() {
		store(new ArrayList<>(List.of("a")));
		Region other = region(Copying.AUTO);
		Workbench.read(other);
		nearValue(other);
		assertThat(this.codec.decodings()).isOne();
	}

	@ParameterizedTest
	@EnumSource(Copying.class)
	void nearCacheKeepsWhatTheStoreGives(Copying copying) {
		Region first = region(copying);
		first.store(Workbench.KEY, Workbench.entry(new HashSet<>(Set.of("a")), "a"), first.token()).join();
		assertThat(nearValue(first)).isExactlyInstanceOf(LinkedHashSet.class).isEqualTo(Set.of("a"));
		Region second = region(copying);
		assertThat(Workbench.read(second).value()).isExactlyInstanceOf(LinkedHashSet.class);
		assertThat(nearValue(second)).isExactlyInstanceOf(LinkedHashSet.class).isEqualTo(Set.of("a"));
	}

	@Test
	void callersShareWhatTheyChangeWhereNothingIsCopied() throws Exception {
		Region sharing = region(Copying.NEVER);
		sharing.get(TextCall.tagged("a"), Bean::new);
		Changeable.BEAN.change.accept(nearValue(sharing));
		assertThat(((Bean) nearValue(sharing)).name).isEqualTo("changed");
		assertThat(this.codec.decodings()).isOne();
	}

	@Test
	void readersGetObjectsOfTheirOwnWhereAllIsCopied() {
		Region copying = region(Copying.ALWAYS);
		copying.store(Workbench.KEY, Workbench.entry(new Point(1, "a"), "a"), copying.token()).join();
		Object first = nearValue(copying);
		assertThat(nearValue(copying)).isEqualTo(first).isNotSameAs(first);
	}

	@Test
	void compressedPayloadIsDecoded() {
		RegionSettings compressing = new RegionSettings(Workbench.SETTINGS.timeToLive(), 0, true, new Compression(10),
				null, new NearSettings(100, 0, null, Copying.AUTO));
		Region first = this.bench.region(compressing, this.codec, Runnable::run);
		Bean bean = new Bean();
		bean.name = "x".repeat(1000);
		first.store(Workbench.KEY, Workbench.entry(bean, "a"), first.token()).join();
		assertThat(nearValue(first)).usingRecursiveComparison().isEqualTo(bean);
		Region second = this.bench.region(compressing, this.codec, Runnable::run);
		Workbench.read(second);
		assertThat(nearValue(second)).usingRecursiveComparison().isEqualTo(bean);
	}

	@Test
	void nearHitOfASharedValueAllocatesNothing() {
		store(new Point(1, "a"));
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long hits = 0;
		long before = 0;
		for (int i = 0; i < 60_000; i++) {
			if (i == 50_000) {
				before = threads.getCurrentThreadAllocatedBytes();
			}
			hits += (this.region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE) != null) ? 1 : 0;
		}
		long allocated = threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(hits).isEqualTo(60_000);
		assertThat(allocated).as("bytes of 10,000 hits").isLessThan(10_000);
	}

	private void store(Object value) {
		assertThat(this.region.store(Workbench.KEY, Workbench.entry(value, "a"), this.region.token()).join()).isTrue();
	}

	private static void assertUnchanged(Changeable kind, Region region) {
		assertThat(nearValue(region)).usingRecursiveComparison().isEqualTo(kind.values.get());
		assertThat(Workbench.read(region).value()).usingRecursiveComparison().isEqualTo(kind.values.get());
	}

	private static Object nearValue(Region from) {
		Hit hit = from.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE);
		assertThat(hit).isNotNull();
		return hit.value();
	}

	/**
	 * Kinds of values that a caller can change.
	 */
	enum Changeable {

		/** An object with a field. */
		BEAN(Bean::new, (value) -> ((Bean) value).name = "changed"),

		/** A list of text. */
		LIST(() -> new ArrayList<>(List.of("a")), (value) -> list(value).add("changed")),

		/** A set of text. */
		SET(() -> new LinkedHashSet<>(List.of("a")), (value) -> ((Set<?>) value).clear()),

		/** A map of text. */
		MAP(() -> new LinkedHashMap<>(Map.of("a", "b")), (value) -> ((Map<?, ?>) value).clear()),

		/** A list of objects. */
		BEANS(() -> new ArrayList<>(List.of(new Bean())), (value) -> ((Bean) list(value).get(0)).name = "changed"),

		/** An array of text. */
		ARRAY(() -> new String[] { "a" }, (value) -> Arrays.fill((String[]) value, "changed")),

		/** Bytes. */
		BYTES(() -> new byte[] { 1 }, (value) -> ((byte[]) value)[0] = 2),

		/** A date. */
		DATE(() -> new Date(1), (value) -> ((Date) value).setTime(2)),

		/** A record that holds a list. */
		RECORD(() -> new Names(new ArrayList<>(List.of("a"))), (value) -> Collections.fill(((Names) value).names, "b"));

		private final Supplier<Object> values;

		private final Consumer<Object> change;

		Changeable(Supplier<Object> values, Consumer<Object> change) {
			this.values = values;
			this.change = change;
		}

		@SuppressWarnings("unchecked")
		private static List<Object> list(Object value) {
			return (List<Object>) value;
		}

	}

	static final class Bean implements Serializable {

		private static final long serialVersionUID = 1L;

		private String name = "a";

	}

	record Names(List<String> names) implements Serializable {

	}

	record Point(int x, String name) implements Serializable {

	}

}
