package io.github.taggedcache.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.core.near.NearCache;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.testsupport.RoundTrip;
import io.github.taggedcache.testsupport.ThrowingRunnable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts on the wire what reads of many keys send: to a strict node without a near cache,
 * and to a node that follows the log.
 */
class ManyKeysRoundTripTests {

	private static final int MANY = 40;

	private static final List<String> OBSERVATION = List.of("MGET", "GETEX");

	private static WireApplication strict;

	private static WireApplication following;

	@BeforeAll
	static void start() {
		strict = new WireApplication();
		strict.manager().invalidateAll();
		following = new WireApplication("--tagged-cache.defaults.write=through");
		following.manager().invalidateAll();
	}

	@AfterAll
	static void stop() {
		strict.close();
		following.close();
	}

	@Test
	void hitsOfABatchTakeOneIfTheCallKnowsTheirTags() {
		List<Long> ids = ids(1);
		strict.library().batch(ids);
		assertThat(sent(strict, () -> strict.library().batch(ids))).containsExactly(with(gets(MANY), OBSERVATION));
	}

	@Test
	void missesOfABatchTakeOneUpToTheLoadAndTwoAfterItForAllTogether() {
		List<Long> ids = ids(1001);
		strict.library().batch(ids);
		strict.manager().invalidateTags(ids.stream().map((id) -> "article:" + id).toArray(String[]::new));
		assertThat(sent(strict, () -> strict.library().batch(ids))).containsExactly(with(gets(MANY), OBSERVATION),
				List.of("EVALSHA"), Collections.nCopies(MANY, "SET"));
	}

	@Test
	void hitsWithTagsThatTheCallDoesNotKnowTakeTwo() {
		get(strict, 2001);
		assertThat(sent(strict, () -> get(strict, 2001))).containsExactly(with(gets(MANY), OBSERVATION), OBSERVATION);
	}

	@Test
	void nearHitsTakeNone() {
		get(following, 3001);
		awaitCaughtUp();
		assertThat(commands(sent(following, () -> get(following, 3001)))).doesNotContain("GET", "MGET", "SET");
	}

	@Test
	void nearHitsAreNotAskedForAgainAndAllOthersTakeOne() {
		List<Long> ids = ids(4001);
		get(following, ids.subList(0, 30));
		near().clear();
		get(following, ids.subList(30, MANY));
		awaitCaughtUp();
		List<List<String>> sent = sent(following, () -> assertThat(get(following, ids)).hasSize(MANY));
		assertThat(roundTripsOf("GET", sent)).containsExactly(gets(30));
		assertThat(commands(sent)).doesNotContain("MGET", "SET");
	}

	@Test
	void missesTakeOneUpToTheLoadAndOneAfterItWhereTheHistoryJudges() {
		get(following, 5001);
		List<Long> ids = ids(5001 + MANY);
		awaitCaughtUp();
		List<List<String>> sent = sent(following, () -> get(following, ids));
		assertThat(roundTripsOf("GET", sent)).containsExactly(gets(MANY));
		assertThat(roundTripsOf("SET", sent)).containsExactly(Collections.nCopies(MANY, "SET"));
	}

	/**
	 * The round trips that have such a command, with these commands alone: registrations
	 * follow entries, and nobody waits for them.
	 */
	private static List<List<String>> roundTripsOf(String command, List<List<String>> sent) {
		return sent.stream()
			.map((commands) -> commands.stream().filter(command::equals).toList())
			.filter((commands) -> !commands.isEmpty())
			.toList();
	}

	private static void awaitCaughtUp() {
		Awaitility.await().until(() -> region().token() > 0);
	}

	private static Region region() {
		return (Region) following.cache("texts").getNativeCache();
	}

	private static NearCache near() {
		return Objects.requireNonNull(region().near());
	}

	private static Map<Long, String> get(WireApplication application, long first) {
		return get(application, ids(first));
	}

	private static Map<Long, String> get(WireApplication application, List<Long> ids) {
		TaggedCache cache = application.cache("texts");
		return cache.getAll(ids, ManyKeysRoundTripTests::load, (id, text) -> List.of("text", "texts"));
	}

	private static Map<Long, String> load(List<Long> missing) {
		Map<Long, String> loaded = new LinkedHashMap<>();
		missing.forEach((id) -> loaded.put(id, "text " + id));
		return loaded;
	}

	private static List<Long> ids(long first) {
		return LongStream.range(first, first + MANY).boxed().toList();
	}

	private static List<String> gets(int count) {
		return Collections.nCopies(count, "GET");
	}

	private static List<String> with(List<String> first, List<String> then) {
		List<String> all = new ArrayList<>(first);
		all.addAll(then);
		return all;
	}

	private static List<String> commands(List<List<String>> sent) {
		return sent.stream().flatMap(List::stream).toList();
	}

	private static List<List<String>> sent(WireApplication application, ThrowingRunnable<RuntimeException> action) {
		return application.proxy().record(action).stream().map(RoundTrip::commands).toList();
	}

}
