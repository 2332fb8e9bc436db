package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A load began, then something was invalidated, then a caller came: what the load read
 * may be old for it.
 */
@Timeout(30)
class JoinerRuleTests {

	private final Workbench bench = new Workbench();

	private final Region region = this.bench.region();

	static Stream<Arguments> invalidationsAndCallers() {
		return invalidations().flatMap((invalidation) -> callers()
			.flatMap((leader) -> callers().map((joiner) -> Arguments.of(invalidation, leader, joiner))));
	}

	static Stream<Named<Consumer<Workbench>>> invalidations() {
		return Stream.of(Named.of("tag of the call", (bench) -> bench.invalidate("call")),
				Named.of("tag of the result", (bench) -> bench.invalidate("result")),
				Named.of("soft", (bench) -> bench.softInvalidate("call")), Named.of("region", Workbench::clearRegion),
				Named.of("namespace", Workbench::clearNamespace),
				Named.of("key", (bench) -> bench.keyEvent(Workbench.KEY)),
				Named.of("key bucket", (bench) -> bench.keyEvent(Workbench.NEIGHBOUR)));
	}

	static Stream<Named<Starter>> callers() {
		Starter blocking = (region, loader) -> {
			Caller caller = Caller.start(() -> region.get(call(), loader));
			caller.awaitParked();
			return caller::result;
		};
		Starter future = (region, loader) -> {
			CompletableFuture<Object> value = region.retrieve(call(), loader);
			return value::get;
		};
		return Stream.of(Named.of("blocking", blocking), Named.of("future", future));
	}

	private static TextCall call() {
		return TextCall.taggedByResult((value) -> List.of("call", "result"));
	}

	@ParameterizedTest(name = "{0}: {1} load, {2} joiner")
	@MethodSource("invalidationsAndCallers")
	void joinerWhoCameAfterAnInvalidationGetsTheNewValue(Consumer<Workbench> invalidation, Starter leader,
			Starter joiner) throws Exception {
		this.bench.register("call", "result");
		HeldLoader old = new HeldLoader();
		Callable<Object> first = leader.start(this.region, old);
		old.awaitStarted();
		invalidation.accept(this.bench);
		HeldLoader loader = new HeldLoader();
		Callable<Object> second = joiner.start(this.region, loader);
		loader.finish("new");
		old.finish("old");
		assertThat(first.call()).isEqualTo("old");
		assertThat(second.call()).isEqualTo("new");
		assertThat(Workbench.read(this.region)).extracting(Hit::value).isEqualTo("new");
	}

	@ParameterizedTest(name = "{1} load, {2} joiner")
	@MethodSource("unrelatedInvalidationsAndCallers")
	void joinerWhoCameAfterAnUnrelatedInvalidationGetsTheValue(Consumer<Workbench> invalidation, Starter leader,
			Starter joiner) throws Exception {
		this.bench.register("call", "result");
		HeldLoader loader = new HeldLoader();
		Callable<Object> first = leader.start(this.region, loader);
		loader.awaitStarted();
		invalidation.accept(this.bench);
		Callable<Object> second = joiner.start(this.region, loader);
		loader.finish("text");
		assertThat(first.call()).isEqualTo("text");
		assertThat(second.call()).isEqualTo("text");
		assertThat(loader.runs()).isOne();
	}

	static Stream<Arguments> unrelatedInvalidationsAndCallers() {
		Named<Consumer<Workbench>> unrelated = Named.of("unrelated", (bench) -> bench.invalidate("other"));
		return callers().flatMap((leader) -> callers().map((joiner) -> Arguments.of(unrelated, leader, joiner)));
	}

	/**
	 * The load declared fewer tags than the one who joins it.
	 */
	@ParameterizedTest(name = "{1} load, {2} joiner")
	@MethodSource("furtherInvalidationsAndCallers")
	void joinerIsJudgedByItsOwnTagsToo(Consumer<Workbench> invalidation, TaggedStarter leader, TaggedStarter joiner)
			throws Exception {
		this.bench.register("call", "result", "further");
		HeldLoader old = new HeldLoader();
		Callable<Object> first = leader.start(this.region, call(), old);
		old.awaitStarted();
		invalidation.accept(this.bench);
		HeldLoader loader = new HeldLoader();
		Callable<Object> second = joiner.start(this.region, furtherCall(), loader);
		loader.finish("new");
		old.finish("old");
		assertThat(first.call()).isEqualTo("old");
		assertThat(second.call()).isEqualTo("new");
	}

	@ParameterizedTest(name = "{1} load, {2} joiner")
	@MethodSource("furtherInvalidationsAndCallers")
	void joinerWithFurtherTagsGetsTheValueIfNothingHappenedToThem(Consumer<Workbench> invalidation,
			TaggedStarter leader, TaggedStarter joiner) throws Exception {
		this.bench.register("call", "result", "further");
		HeldLoader loader = new HeldLoader();
		Callable<Object> first = leader.start(this.region, call(), loader);
		loader.awaitStarted();
		Callable<Object> second = joiner.start(this.region, furtherCall(), loader);
		loader.finish("text");
		assertThat(first.call()).isEqualTo("text");
		assertThat(second.call()).isEqualTo("text");
		assertThat(loader.runs()).isOne();
	}

	private static TextCall furtherCall() {
		return TextCall.taggedByResult((value) -> List.of("call", "further"));
	}

	static Stream<Arguments> furtherInvalidationsAndCallers() {
		Named<Consumer<Workbench>> further = Named.of("further", (bench) -> bench.invalidate("further"));
		return taggedCallers()
			.flatMap((leader) -> taggedCallers().map((joiner) -> Arguments.of(further, leader, joiner)));
	}

	static Stream<Named<TaggedStarter>> taggedCallers() {
		TaggedStarter blocking = (region, call, loader) -> {
			Caller caller = Caller.start(() -> region.get(call, loader));
			caller.awaitParked();
			return caller::result;
		};
		TaggedStarter future = (region, call, loader) -> {
			CompletableFuture<Object> value = region.retrieve(call, loader);
			return value::get;
		};
		return Stream.of(Named.of("blocking", blocking), Named.of("future", future));
	}

	/**
	 * Starts a call with tags of its own.
	 */
	interface TaggedStarter {

		Callable<Object> start(Region region, TextCall call, HeldLoader loader);

	}

	/**
	 * Starts a call, and comes back when it loads or has joined.
	 */
	interface Starter {

		Callable<Object> start(Region region, HeldLoader loader);

	}

}
