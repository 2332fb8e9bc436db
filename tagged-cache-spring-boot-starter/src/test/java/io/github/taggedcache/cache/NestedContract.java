package io.github.taggedcache.cache;

import java.util.List;

import io.github.taggedcache.cache.Forest.Branches;
import io.github.taggedcache.cache.Forest.Kind;
import io.github.taggedcache.cache.Forest.Leaves;
import io.github.taggedcache.cache.Forest.Loads;
import io.github.taggedcache.cache.Forest.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens to a value happens to all that was made from it, and to nothing else.
 */
abstract class NestedContract {

	abstract CacheApplication application();

	@BeforeEach
	void clear() {
		awaitCaughtUp();
		loads().clear();
	}

	/**
	 * A node that judges entries by what it knows is to know it.
	 */
	void awaitCaughtUp() {
	}

	private Loads loads() {
		return application().bean(Loads.class);
	}

	private String tree(Kind kind, int id) {
		return kind.tree(application().bean(Trees.class), id);
	}

	/**
	 * Has the tree 1 made, and what is told happen; then takes note of what is loaded for
	 * the trees 1 and 2.
	 */
	private List<String> reloaded(Kind kind, Runnable event) {
		tree(kind, 1);
		tree(kind, 2);
		loads().clear();
		assertThat(tree(kind, 1)).isEqualTo("leaf 10, leaf 11, leaf 20, leaf 21");
		assertThat(loads().names()).as("before").isEmpty();
		event.run();
		tree(kind, 1);
		tree(kind, 2);
		List<String> loaded = List.copyOf(loads().names());
		tree(kind, 1);
		tree(kind, 2);
		assertThat(loads().names()).as("loaded once").hasSameSizeAs(loaded);
		return loaded;
	}

	@ParameterizedTest
	@EnumSource
	void invalidationOfATagOfALeafReachesItsBranchAndTree(Kind kind) {
		assertThat(reloaded(kind, () -> application().manager().invalidateTags("leaf:10")))
			.containsExactlyInAnyOrder("tree 1", "branch 1", "leaf 10");
	}

	@ParameterizedTest
	@EnumSource
	void invalidationOfATagOfABranchReachesItsTree(Kind kind) {
		assertThat(reloaded(kind, () -> application().manager().invalidateTags("branch:2")))
			.containsExactlyInAnyOrder("tree 1", "branch 2");
	}

	@ParameterizedTest
	@EnumSource
	void invalidationOfATagOfATreeReachesNoOther(Kind kind) {
		assertThat(reloaded(kind, () -> application().manager().invalidateTags("tree:1"))).containsExactly("tree 1");
	}

	@ParameterizedTest
	@EnumSource
	void evictionOfALeafReachesItsBranchAndTree(Kind kind) {
		assertThat(reloaded(kind, () -> application().cache("leaves").evict(11))).containsExactlyInAnyOrder("tree 1",
				"branch 1", "leaf 11");
	}

	@ParameterizedTest
	@EnumSource
	void evictionOfABranchReachesItsTree(Kind kind) {
		assertThat(reloaded(kind, () -> application().cache("trees").evict("branch 2")))
			.containsExactlyInAnyOrder("tree 1", "branch 2");
	}

	@ParameterizedTest
	@EnumSource
	void putOfALeafReachesItsBranchAndTree(Kind kind) {
		assertThat(reloaded(kind, () -> application().cache("leaves").put(20, "put")))
			.containsExactlyInAnyOrder("tree 1", "branch 2");
		assertThat(tree(kind, 1)).isEqualTo("leaf 10, leaf 11, put, leaf 21");
	}

	@ParameterizedTest
	@EnumSource
	void clearOfTheLeavesReachesAll(Kind kind) {
		assertThat(reloaded(kind, () -> application().cache("leaves").clear())).hasSize(14);
	}

	@ParameterizedTest
	@EnumSource
	void clearOfTreesAndBranchesLeavesTheLeaves(Kind kind) {
		assertThat(reloaded(kind, () -> application().cache("trees").clear())).hasSize(6)
			.noneMatch((name) -> name.startsWith("leaf"));
	}

	@ParameterizedTest
	@EnumSource
	void valueThatIsMadeFromHitsDependsOnThem(Kind kind) {
		Branches branches = application().bean(Branches.class);
		kind.branch(branches, 1);
		kind.branch(branches, 2);
		assertThat(reloaded(kind, () -> application().cache("leaves").evict(10))).containsExactlyInAnyOrder("tree 1",
				"branch 1", "leaf 10");
	}

	@ParameterizedTest
	@EnumSource
	void otherNodeMakesATreeFromWhatThisOneStored(Kind kind) {
		Branches branches = application().bean(Branches.class);
		kind.branch(branches, 1);
		kind.branch(branches, 2);
		Trees others = application().otherContext().getBean(Trees.class);
		Loads loads = application().otherContext().getBean(Loads.class);
		awaitOnOtherNode(() -> {
			loads.clear();
			assertThat(kind.tree(others, 1)).isEqualTo("leaf 10, leaf 11, leaf 20, leaf 21");
			assertThat(loads.names()).isEmpty();
		});
		application().cache("leaves").evict(10);
		awaitOnOtherNode(() -> {
			kind.tree(others, 1);
			assertThat(loads.names()).containsExactlyInAnyOrder("tree 1", "branch 1", "leaf 10");
		});
	}

	/**
	 * What a node that judges by its own knowledge does, once it knows.
	 */
	void awaitOnOtherNode(Runnable assertion) {
		await().untilAsserted(assertion::run);
	}

	@ParameterizedTest
	@EnumSource
	void treeWhoseLeafIsInvalidatedWhileItIsMadeIsNotStored(Kind kind) {
		loads().whileTheNextTreeIsMade(() -> application().manager().invalidateTags("leaf:10"));
		tree(kind, 1);
		loads().clear();
		tree(kind, 1);
		assertThat(loads().names()).containsExactlyInAnyOrder("tree 1", "branch 1", "leaf 10");
	}

	@ParameterizedTest
	@EnumSource
	void treeWhoseLeafIsEvictedElsewhereWhileItIsMadeIsNotStored(Kind kind) {
		application().otherNode();
		loads().whileTheNextTreeIsMade(() -> application().otherCache("leaves").evict(10));
		tree(kind, 1);
		await().untilAsserted(() -> {
			tree(kind, 1);
			assertThat(loads().names().stream().filter("leaf 10"::equals)).hasSize(2);
			assertThat(loads().names().stream().filter("branch 1"::equals)).hasSize(2);
		});
	}

	@ParameterizedTest
	@EnumSource
	void treeThatIsMadeFromHitsWhichAreEvictedMeanwhileIsNotStored(Kind kind) {
		tree(kind, 1);
		application().cache("trees").evict("tree 1");
		loads().whileTheNextTreeIsMade(() -> application().cache("leaves").evict(10));
		tree(kind, 1);
		loads().clear();
		tree(kind, 1);
		assertThat(loads().names()).containsExactlyInAnyOrder("tree 1", "branch 1", "leaf 10");
	}

	@Test
	void methodThatStoresNothingHandsOnWhatItObtains() {
		Branches branches = application().bean(Branches.class);
		String made = application().cache("others").get("made", () -> branches.evicting(1));
		application().manager().invalidateTags("leaf:11");
		loads().clear();
		assertThat(application().cache("others").get("made", () -> "again after " + made))
			.isEqualTo("again after leaf 10, leaf 11");
	}

	@Test
	void loaderOfACacheDependsOnWhatItReads() {
		Leaves leaves = application().bean(Leaves.class);
		leaves.plain(1);
		application().cache("others").put("put", "text", "tag of the put");
		String made = application().cache("others")
			.get("made", () -> leaves.plain(1) + application().cache("others").get("put", String.class));
		assertThat(made).isEqualTo("leaf 1text");
		assertThat(application().cache("others").get("made", () -> "again")).isEqualTo("leaf 1text");
		application().manager().invalidateTags("tag of the put");
		assertThat(application().cache("others").get("made", () -> "again")).isEqualTo("again");
	}

	@Test
	void loaderDependsOnManyThatItReadsAtOnce() {
		application().cache("others").put("1", "one", "first");
		application().cache("others").put("2", "two", "second");
		application().cache("others")
			.get("made", () -> application().cache("others").getAll(List.of("1", "2")).values().toString());
		application().manager().invalidateTags("second");
		assertThat(application().cache("others").get("made", () -> "again")).isEqualTo("again");
	}

	@Test
	void explanationNamesTheRegionOfWhatAValueWasMadeFromAndNotTheKey() {
		tree(Kind.PLAIN, 1);
		application().cache("leaves").evict(10);
		String sentence = application().cache("trees").explain("tree 1").sentence();
		assertThat(sentence).contains("made from (leaves#").doesNotContain(":10");
	}

}
