package io.github.taggedcache.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which package may know which: the plan of the house. A new package needs a place here.
 */
class DirectionRulesTests {

	/** Packages of the core, and those of the core that each may know. */
	private static final Map<String, Set<String>> CORE = Map.ofEntries(Map.entry("core.name", Set.of()),
			Map.entry("core.envelope", Set.of()), Map.entry("core.codec", Set.of("core.envelope", "core.name")),
			Map.entry("core.store", Set.of("core.name")),
			Map.entry("core.store.memory", Set.of("core.name", "core.store")),
			Map.entry("core.judge", Set.of("core.name", "core.store")),
			Map.entry("core.history", Set.of("core.judge", "core.name", "core.store")),
			Map.entry("core.follow", Set.of("core.history", "core.name", "core.store")),
			Map.entry("core.node",
					Set.of("core.event", "core.follow", "core.history", "core.judge", "core.name", "core.store")),
			Map.entry("core.outage",
					Set.of("core.follow", "core.history", "core.judge", "core.name", "core.node", "core.store")),
			Map.entry("core.near", Set.of("core.envelope", "core.history", "core.judge", "core.name")),
			Map.entry("core.event", Set.of("core.name")),
			Map.entry("core.lease", Set.of("core.event", "core.name", "core.store")), Map.entry("core.limit", Set.of()),
			Map.entry("core.timeout", Set.of("core.name")), Map.entry("core.stale", Set.of("core.event", "core.name")),
			Map.entry("core.refresh", Set.of("core.event", "core.lease", "core.name", "core.store")),
			Map.entry("core.survey", Set.of("core.envelope", "core.judge", "core.name", "core.node", "core.store")),
			Map.entry("core.load",
					Set.of("core.codec", "core.envelope", "core.event", "core.judge", "core.lease", "core.limit",
							"core.name", "core.store", "core.timeout")),
			Map.entry("core.region",
					Set.of("core.codec", "core.envelope", "core.event", "core.history", "core.judge", "core.lease",
							"core.load", "core.name", "core.near", "core.node", "core.outage", "core.refresh",
							"core.stale", "core.store", "core.timeout")));

	/**
	 * Packages of the starter, and those of the starter that each may know. All of them
	 * may know the core. The empty name is the root package.
	 */
	private static final Map<String, Set<String>> STARTER = Map.ofEntries(Map.entry("", Set.of()),
			Map.entry("annotation", Set.of("")), Map.entry("term", Set.of("")), Map.entry("type", Set.of()),
			Map.entry("result", Set.of()), Map.entry("key", Set.of()), Map.entry("redis", Set.of()),
			Map.entry("json", Set.of("annotation")), Map.entry("template", Set.of("", "annotation", "term")),
			Map.entry("evict", Set.of()), Map.entry("tenant", Set.of("", "key")),
			Map.entry("transaction", Set.of("", "term")),
			Map.entry("invalidation", Set.of("", "annotation", "result", "template", "tenant", "transaction")),
			Map.entry("audit", Set.of("", "result")),
			Map.entry("cache",
					Set.of("", "audit", "evict", "invalidation", "key", "result", "template", "tenant", "term",
							"transaction", "type")),
			Map.entry("batch", Set.of("cache", "result", "template", "type")),
			Map.entry("check", Set.of("annotation", "batch", "cache", "result", "template", "type")),
			Map.entry("interceptor", Set.of("batch", "cache", "check", "evict", "invalidation", "transaction")),
			Map.entry("endpoint", Set.of("", "key", "term")), Map.entry("health", Set.of()),
			Map.entry("listener", Set.of("", "term")), Map.entry("observation", Set.of()),
			Map.entry("metrics", Set.of("audit", "cache", "listener", "source")),
			Map.entry("source", Set.of("", "check", "tenant")));

	@Test
	void packagesOfTheCoreKnowThoseBelowThem() {
		assertThat(violations(CORE, "core.")).isEmpty();
	}

	@Test
	void packagesOfTheStarterKnowThoseBelowThem() {
		assertThat(violations(STARTER, "")).isEmpty();
	}

	@Test
	void eachPackageHasAPlace() {
		Set<String> wiring = Set.of("core", "autoconfigure", "autoconfigure.endpoint", "autoconfigure.health",
				"autoconfigure.metrics");
		assertThat(Production.CLASSES).extracting(DirectionRulesTests::packageOf)
			.allMatch((name) -> CORE.containsKey(name) || STARTER.containsKey(name) || wiring.contains(name));
	}

	private static List<String> violations(Map<String, Set<String>> plan, String prefix) {
		return Production.CLASSES.stream()
			.filter((type) -> plan.containsKey(packageOf(type)))
			.flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
			.filter((dependency) -> isAgainst(plan, prefix, dependency))
			.map(Dependency::getDescription)
			.toList();
	}

	private static boolean isAgainst(Map<String, Set<String>> plan, String prefix, Dependency dependency) {
		JavaClass target = dependency.getTargetClass().getBaseComponentType();
		if (!target.getPackageName().startsWith(Production.ROOT)) {
			return false;
		}
		String origin = packageOf(dependency.getOriginClass());
		String known = packageOf(target);
		boolean isOfCore = known.startsWith("core.");
		if (prefix.isEmpty() && isOfCore) {
			return false;
		}
		return !known.equals(origin) && !plan.getOrDefault(origin, Set.of()).contains(known);
	}

	/**
	 * The name of a package below the root package.
	 */
	private static String packageOf(JavaClass type) {
		String name = type.getPackageName();
		return name.equals(Production.ROOT) ? "" : name.substring(Production.ROOT.length() + 1);
	}

}
