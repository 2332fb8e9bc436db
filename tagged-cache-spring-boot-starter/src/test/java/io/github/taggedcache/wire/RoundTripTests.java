package io.github.taggedcache.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.github.taggedcache.testsupport.MonitoredCommand;
import io.github.taggedcache.testsupport.RespConnection;
import io.github.taggedcache.testsupport.RoundTrip;
import io.github.taggedcache.testsupport.ThrowingRunnable;
import io.github.taggedcache.wire.WireApplication.Library;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts what the application sends, on the wire.
 */
class RoundTripTests {

	/** Of names that nobody may have registered yet. */
	private static final List<String> FIRST_LOOKUP = List.of("GET", "EVALSHA");

	private static final List<String> LOOKUP = List.of("GET", "MGET", "GETEX");

	private static final List<String> OBSERVATION = List.of("MGET", "GETEX");

	private static final List<String> TOKEN = List.of("GETEX");

	private static final List<String> SCRIPT = List.of("EVALSHA");

	private static final List<String> WRITE = List.of("SET");

	private static WireApplication application;

	private final Library library = application.library();

	@BeforeAll
	static void start() {
		application = new WireApplication();
		// Connects
		application.manager().invalidateAll();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void hitWithTagsThatTheCallKnowsTakesOne() {
		this.library.taggedByCall(1);
		assertThat(sent(() -> this.library.taggedByCall(1))).containsExactly(LOOKUP);
	}

	/**
	 * The release of a lease is no command of the next test.
	 */
	@AfterEach
	void awaitReleases() {
		Awaitility.await()
			.untilAsserted(() -> assertThat(application.others().call("KEYS", "*:lease")).asString().isEqualTo("[]"));
	}

	@Test
	void hitWhoseTagWasEvictedTakesOneMore() {
		this.library.taggedByCall(5);
		application.others().call("DEL", "{" + WireApplication.NAMESPACE + "}:tag:article%3A5");
		assertThat(sent(() -> this.library.taggedByCall(5))).startsWith(LOOKUP, SCRIPT);
	}

	@Test
	void hitWithTagsOfTheResultTakesTwo() {
		this.library.taggedByResult(2);
		assertThat(sent(() -> this.library.taggedByResult(2))).containsExactly(LOOKUP, OBSERVATION);
	}

	@Test
	void hitOfSynchronizedMethodTakesTheSame() {
		this.library.synced(2);
		awaitReleases();
		assertThat(sent(() -> this.library.synced(2))).containsExactly(LOOKUP, OBSERVATION);
	}

	@Test
	void hitOfFutureTakesTheSame() {
		this.library.future(2).join();
		assertThat(sent(() -> this.library.future(2).join())).containsExactly(LOOKUP, OBSERVATION);
	}

	@Test
	void missTakesOneUpToTheLoadAndTwoAfterIt() {
		assertThat(sentAroundLoad(() -> this.library.taggedByResult(3))).containsExactly(FIRST_LOOKUP, List.of("PING"),
				SCRIPT, WRITE);
	}

	/**
	 * The release of the lease is sent at the end, and nobody waits for that.
	 */
	@Test
	void missOfSynchronizedMethodTakesOneMoreForTheLease() {
		assertThat(sentAroundLoad(() -> this.library.synced(3))).startsWith(FIRST_LOOKUP,
				List.of("SET", "GET", "MGET", "GETEX"), List.of("PING"), SCRIPT, WRITE);
	}

	@Test
	void missOfSynchronizedMethodWithoutLeaseTakesTheSame() {
		assertThat(sentAroundLoad(() -> this.library.unlocked(3))).containsExactly(FIRST_LOOKUP, List.of("PING"),
				SCRIPT, WRITE);
	}

	@Test
	void missOfFutureTakesTheSame() {
		assertThat(sentAroundLoad(() -> this.library.future(3).join())).containsExactly(FIRST_LOOKUP, List.of("PING"),
				SCRIPT, WRITE);
	}

	@Test
	void putTakesOne() {
		assertThat(sent(() -> application.cache("puts").put("key", "value", "tag")))
			.containsExactly(List.of("EVALSHA", "EVALSHA", "SET"));
	}

	@Test
	void putOfManyTakesOne() {
		Map<String, String> values = new LinkedHashMap<>();
		IntStream.range(0, 100).forEach((i) -> values.put("key" + i, "value"));
		List<String> expected = new ArrayList<>(List.of("EVALSHA", "EVALSHA"));
		expected.addAll(Collections.nCopies(100, "SET"));
		assertThat(sent(() -> application.cache("puts").putAll(values, "tag"))).containsExactly(expected);
	}

	@Test
	void annotatedPutTakesOneBeforeTheMethodAndOneAfterIt() {
		assertThat(sentAroundLoad(() -> this.library.put(4))).containsExactly(TOKEN, List.of("PING"),
				List.of("EVALSHA", "EVALSHA", "SET"));
	}

	@Test
	void annotatedPutInTwoCachesTakesOneBeforeTheMethod() {
		assertThat(sentAroundLoad(() -> this.library.putTwice(4))).startsWith(TOKEN, List.of("PING"));
	}

	@Test
	void invalidationTakesOne() {
		assertThat(sent(() -> application.manager().invalidateTags("a"))).containsExactly(SCRIPT);
	}

	@Test
	void invalidationOfHundredTagsTakesOne() {
		assertThat(sent(() -> application.manager().invalidateTags(tags(100)))).containsExactly(SCRIPT);
	}

	/**
	 * RedisStoreWireTests shows that they do not wait for each other.
	 */
	@Test
	void invalidationOfTenThousandTagsTakesHundredScripts() {
		assertThat(sent(() -> application.manager().invalidateTags(tags(10_000))).stream().flatMap(List::stream))
			.containsExactlyElementsOf(Collections.nCopies(100, "EVALSHA"));
	}

	@Test
	void softInvalidationTakesOne() {
		assertThat(sent(() -> application.manager().softInvalidateTags("a", "b"))).containsExactly(SCRIPT);
	}

	@Test
	void invalidationOfAllTakesOne() {
		assertThat(sent(() -> application.manager().invalidateAll())).containsExactly(SCRIPT);
	}

	@Test
	void annotatedInvalidationWithSeveralRulesTakesOne() {
		assertThat(sent(() -> this.library.change(1, 2))).containsExactly(SCRIPT);
	}

	@Test
	void annotatedInvalidationOfMoreTagsTakesOneCommandForEachHundred() {
		List<Long> ids = LongStream.range(0, 10_001).boxed().toList();
		assertThat(sent(() -> this.library.changeAll(ids)).stream().flatMap(List::stream))
			.containsExactlyElementsOf(Collections.nCopies(101, "EVALSHA"));
	}

	@Test
	void evictTakesOne() {
		assertThat(sent(() -> application.cache("results").evict("key")))
			.containsExactly(List.of("EVALSHA", "UNLINK", "UNLINK"));
	}

	@Test
	void annotatedEvictTakesOne() {
		assertThat(sent(() -> this.library.evict(1))).containsExactly(List.of("EVALSHA", "UNLINK", "UNLINK"));
	}

	@Test
	void clearTakesOne() {
		assertThat(sent(() -> application.cache("results").clear())).containsExactly(SCRIPT);
	}

	@Test
	void annotatedClearTakesOne() {
		assertThat(sent(() -> this.library.clear())).containsExactly(SCRIPT);
	}

	@Test
	void readOfHundredWithoutTagsTakesOne() {
		List<String> expected = new ArrayList<>(Collections.nCopies(100, "GET"));
		expected.add("EVALSHA");
		assertThat(sent(() -> application.cache("absent").getAll(keys()))).containsExactly(expected);
	}

	@Test
	void readOfHundredWithTagsTakesTwo() {
		Map<String, String> values = new LinkedHashMap<>();
		keys().forEach((key) -> values.put(key, "value"));
		application.cache("many").putAll(values, "a", "b");
		List<String> first = new ArrayList<>(Collections.nCopies(100, "GET"));
		first.addAll(OBSERVATION);
		List<Integer> found = new ArrayList<>();
		assertThat(sent(() -> found.add(application.cache("many").getAll(keys()).size()))).containsExactly(first,
				OBSERVATION);
		assertThat(found).containsExactly(100);
	}

	@Test
	void nothingScansKeys() {
		List<MonitoredCommand> commands = application.commands().record(() -> {
			this.library.taggedByResult(7);
			this.library.synced(7);
			this.library.put(7);
			this.library.evict(7);
			this.library.clear();
			this.library.change(7, 7);
			application.cache("many").getAll(keys());
			application.manager().invalidateTags(tags(100));
			application.manager().invalidateAll();
		});
		assertThat(commands).extracting(MonitoredCommand::name)
			.contains("EVALSHA", "GET", "SET", "UNLINK")
			.doesNotContain("KEYS", "SCAN", "SSCAN", "HSCAN", "ZSCAN", "SMEMBERS", "FLUSHDB", "FLUSHALL", "DEL");
	}

	private static List<String> keys() {
		return IntStream.range(0, 100).mapToObj((i) -> "key" + i).toList();
	}

	private static String[] tags(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "tag" + i).toArray(String[]::new);
	}

	private static List<List<String>> sent(ThrowingRunnable<RuntimeException> action) {
		return application.proxy().record(action).stream().map(RoundTrip::commands).toList();
	}

	/**
	 * What is sent, with a PING of another connection where the load is.
	 */
	private List<List<String>> sentAroundLoad(ThrowingRunnable<RuntimeException> action) {
		try (RespConnection marking = RespConnection.open(application.proxy().uri())) {
			this.library.observeWith(() -> marking.call("PING"));
			return sent(action);
		}
		finally {
			this.library.observeWith(() -> {
			});
		}
	}

}
