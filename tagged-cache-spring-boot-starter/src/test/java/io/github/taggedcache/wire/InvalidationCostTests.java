package io.github.taggedcache.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.github.taggedcache.redis.KeyLayout;
import io.github.taggedcache.testsupport.MonitoredCommand;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an invalidation costs Redis, as Redis itself reports it.
 */
class InvalidationCostTests {

	private static final Logger logger = LoggerFactory.getLogger(InvalidationCostTests.class);

	private static final int[] ENTRIES = { 1, 1_000, 100_000 };

	/** Redis's own time for one invalidation of one tag is some tens of it. */
	private static final long TOLERANCE_MICROS = 200;

	/**
	 * A slice of 100 tags runs more than a hundred commands. One of these takes as long
	 * only where something else has the processor, which must not fill the log.
	 */
	private static final long SHORTER_THAN_A_SLICE_MICROS = 200;

	private static WireApplication application;

	private final RespConnection redis = application.others();

	@BeforeAll
	static void start() {
		application = new WireApplication();
		for (int count : ENTRIES) {
			fill(count);
		}
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static void fill(int count) {
		for (int from = 0; from < count; from += 1000) {
			Map<Integer, String> values = new LinkedHashMap<>();
			IntStream.range(from, Math.min(count, from + 1000)).forEach((i) -> values.put(i, "value"));
			application.cache("region" + count).putAll(values, tag(count));
		}
	}

	private static String tag(int count) {
		return "on-" + count;
	}

	@Test
	void commandsAreTheSameWhateverTheNumberOfEntries() {
		List<List<String>> commands = new ArrayList<>();
		for (int count : ENTRIES) {
			commands.add(application.commands()
				.record(() -> application.manager().invalidateTags(tag(count)))
				.stream()
				.map(MonitoredCommand::name)
				.toList());
		}
		logger.info("Commands of an invalidation, those of the script included: {}", commands.get(0));
		assertThat(commands.get(0)).isNotEmpty();
		assertThat(commands).allSatisfy((some) -> assertThat(some).isEqualTo(commands.get(0)));
	}

	@Test
	void timeThatRedisTakesDoesNotGrowWithTheNumberOfEntries() {
		List<Long> micros = IntStream.of(ENTRIES)
			.mapToObj(InvalidationCostTests::tag)
			.map(this::microsToInvalidate)
			.toList();
		logger.info("Redis's time for one invalidation with 1, 1,000 and 100,000 entries: {} us", micros);
		assertThat(micros)
			.allSatisfy((time) -> assertThat(time).isLessThanOrEqualTo(3 * micros.get(0) + TOLERANCE_MICROS));
	}

	@Test
	void slowlogShowsNoLongerScriptWithMoreEntries() {
		List<Long> micros = IntStream.of(ENTRIES)
			.mapToObj(InvalidationCostTests::tag)
			.map((tag) -> least(21, () -> slowlogOf(0, 0, () -> application.manager().invalidateTags(tag)).get(0)))
			.toList();
		logger.info("SLOWLOG's time for one invalidation with 1, 1,000 and 100,000 entries: {} us", micros);
		assertThat(micros)
			.allSatisfy((time) -> assertThat(time).isLessThanOrEqualTo(3 * micros.get(0) + TOLERANCE_MICROS));
	}

	/**
	 * By the processor time that Redis says it took, since its process shares the machine
	 * with the test. SLOWLOG's times, which include waiting for a processor, are logged.
	 * A busy machine takes several times as long as an idle one.
	 */
	@Test
	void eachSliceOfTenThousandTagsTakesRedisAboutAMillisecond() {
		String[] tags = LongStream.range(0, 10_000).mapToObj((i) -> "tag:" + i).toArray(String[]::new);
		List<Long> slices = slowlogOf(SHORTER_THAN_A_SLICE_MICROS, 100,
				() -> application.manager().invalidateTags(tags));
		assertThat(slices).hasSize(100);
		long micros = least(5, () -> {
			long before = processorMicros();
			application.manager().invalidateTags(tags);
			return (processorMicros() - before) / slices.size();
		});
		logger.info("Redis's processor time for one of a hundred slices of 10,000 tags: {} us; SLOWLOG: {} us", micros,
				slices);
		assertThat(micros).isPositive().isLessThan(5_000);
	}

	@Test
	void invalidationOfTenThousandTagsIsRecordedForEachOfThem() {
		String[] tags = LongStream.range(0, 10_000).mapToObj((i) -> "each:" + i).toArray(String[]::new);
		application.manager().invalidateTags(tags);
		KeyLayout layout = new KeyLayout(WireApplication.NAMESPACE);
		Object[] command = new Object[tags.length + 1];
		command[0] = "EXISTS";
		for (int i = 0; i < tags.length; i++) {
			command[i + 1] = layout.tag(tags[i]);
		}
		assertThat(this.redis.number(command)).isEqualTo(tags.length);
	}

	private long microsToInvalidate(String tag) {
		return least(15, () -> {
			this.redis.call("CONFIG", "RESETSTAT");
			for (int i = 0; i < 20; i++) {
				application.manager().invalidateTags(tag);
			}
			return evalshaMicros() / 20;
		});
	}

	private long evalshaMicros() {
		String stats = String.valueOf(this.redis.text("INFO", "commandstats"));
		String line = stats.lines().filter((some) -> some.startsWith("cmdstat_evalsha:")).findFirst().orElseThrow();
		String usec = line.substring(line.indexOf("usec=") + "usec=".length());
		return Long.parseLong(usec.substring(0, usec.indexOf(',')));
	}

	private long processorMicros() {
		return (long) String.valueOf(this.redis.text("INFO", "cpu"))
			.lines()
			.filter((line) -> line.startsWith("used_cpu_user_main_thread:")
					|| line.startsWith("used_cpu_sys_main_thread:"))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.indexOf(':') + 1)) * 1_000_000)
			.sum();
	}

	/**
	 * The time of each EVALSHA of at least so many keys that an action makes Redis run
	 * and that takes longer than some time. Without a threshold each command that a
	 * script runs is logged as well.
	 */
	private List<Long> slowlogOf(long thresholdMicros, int keys, Runnable action) {
		this.redis.call("CONFIG", "SET", "slowlog-max-len", "1000");
		this.redis.call("CONFIG", "SET", "slowlog-log-slower-than", thresholdMicros);
		this.redis.call("SLOWLOG", "RESET");
		action.run();
		Object log = this.redis.call("SLOWLOG", "GET", "1000");
		this.redis.call("CONFIG", "SET", "slowlog-log-slower-than", "-1");
		List<Long> micros = new ArrayList<>();
		for (Object entry : (List<?>) log) {
			List<?> fields = (List<?>) entry;
			List<?> call = (List<?>) fields.get(3);
			if (isScript(text(call.get(0))) && Integer.parseInt(text(call.get(2))) >= keys) {
				micros.add((Long) fields.get(2));
			}
		}
		return micros;
	}

	/**
	 * Where another test has made Redis forget the scripts, the first calls bring theirs
	 * along.
	 */
	private static boolean isScript(String command) {
		return command.equalsIgnoreCase("EVALSHA") || command.equalsIgnoreCase("EVAL");
	}

	private static String text(Object bulk) {
		return new String((byte[]) bulk, StandardCharsets.US_ASCII);
	}

	/**
	 * The machine may be busy with something else: the least disturbed run counts.
	 */
	private static long least(int runs, LongSupplier measured) {
		return LongStream.generate(measured).limit(runs).min().orElseThrow();
	}

}
