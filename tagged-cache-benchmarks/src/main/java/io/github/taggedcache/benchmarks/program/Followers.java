package io.github.taggedcache.benchmarks.program;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.benchmarks.CpuTime;
import io.github.taggedcache.benchmarks.product.Server;
import io.github.taggedcache.testsupport.RespConnection;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What followers cost Redis while tags are invalidated at a constant rate. Logs a table
 * in Markdown, with the slope: Redis's processor time for one more follower and one
 * invalidation.
 */
public final class Followers {

	private static final Logger logger = LoggerFactory.getLogger(Followers.class);

	private static final int JVM_WARM_UP_SECONDS = 20;

	private static final int WARM_UP_SECONDS = 3;

	private static final String HEAD = """
			| pause us | followers | invalidations/s | Redis ms/s | slope us | reads/s | records a read | p50 ms | p99 ms |
			|---|---|---|---|---|---|---|---|---|
			""";

	private final int seconds;

	private final int rate;

	/** Redis's seconds a second without followers, by the rate. */
	private final Map<Integer, Double> alone = new HashMap<>();

	private Followers(int seconds, int rate) {
		this.seconds = seconds;
		this.rate = rate;
	}

	/**
	 * Measures.
	 * @param args seconds for each row, pauses in us, numbers of followers, and
	 * invalidations a second; by default {@code 20 0,500 0,1,10,50,100 1000}. Without a
	 * row of 0 followers first there is no slope
	 */
	public static void main(String[] args) {
		Followers program = new Followers(Integer.parseInt(argument(args, 0, "20")),
				Integer.parseInt(argument(args, 3, "1000")));
		program.warmUp();
		List<String> rows = new ArrayList<>();
		for (int pause : numbers(argument(args, 1, "0,500"))) {
			for (int count : numbers(argument(args, 2, "0,1,10,50,100"))) {
				rows.add(program.measure(count, Duration.of(pause, ChronoUnit.MICROS)));
				logger.info("{}", rows.get(rows.size() - 1));
			}
		}
		logger.info("\n{}{}", HEAD, String.join("\n", rows));
	}

	private static String argument(String[] args, int index, String otherwise) {
		return (args.length > index) ? args[index] : otherwise;
	}

	private static int[] numbers(String text) {
		return Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
	}

	/**
	 * Has the code of followers compiled, without which the first row would show that.
	 */
	private void warmUp() {
		Server.flush();
		try (FollowedStore log = new FollowedStore(10, Duration.ZERO, this.rate * JVM_WARM_UP_SECONDS)) {
			log.invalidate(this.rate, JVM_WARM_UP_SECONDS);
			log.delays();
		}
	}

	private String measure(int count, Duration pause) {
		Server.flush();
		try (FollowedStore log = new FollowedStore(count, pause, this.rate * (WARM_UP_SECONDS + this.seconds))) {
			log.invalidate(this.rate, WARM_UP_SECONDS);
			log.measure();
			Usage before = Usage.now();
			double reached = log.invalidate(this.rate, this.seconds);
			Usage used = Usage.now().since(before);
			Histogram delays = log.delays();
			return row(count, pause, reached, used, delays);
		}
	}

	private String row(int count, Duration pause, double reached, Usage used, Histogram delays) {
		double redis = used.cpuSeconds / used.seconds;
		if (count == 0) {
			this.alone.put(this.rate, redis);
		}
		double slope = (redis - this.alone.getOrDefault(this.rate, Double.NaN)) / count / reached * 1e6;
		double reads = used.reads / used.seconds;
		return String.format(Locale.ROOT, "| %d | %d | %.0f | %.1f | %s | %.0f | %s | %s | %s |",
				TimeUnit.NANOSECONDS.toMicros(pause.toNanos()), count, reached, redis * 1000,
				(count > 0) ? "%.2f".formatted(slope) : "", reads,
				(count > 0) ? "%.2f".formatted(reached * count / reads) : "", millis(delays, 50), millis(delays, 99));
	}

	private static String millis(Histogram delays, double percentile) {
		return (delays.getTotalCount() > 0)
				? String.format(Locale.ROOT, "%.2f", delays.getValueAtPercentile(percentile) / 1e6) : "";
	}

	/**
	 * What Redis had done at a time.
	 */
	private record Usage(double seconds, double cpuSeconds, double reads) {

		static Usage now() {
			return new Usage(System.nanoTime() / 1e9, CpuTime.serverSeconds(), countReads());
		}

		Usage since(Usage before) {
			return new Usage(this.seconds - before.seconds, this.cpuSeconds - before.cpuSeconds,
					this.reads - before.reads);
		}

		private static double countReads() {
			try (RespConnection connection = Server.connect()) {
				return Objects.requireNonNull(connection.text("INFO", "commandstats"))
					.lines()
					.filter((line) -> line.startsWith("cmdstat_xread:"))
					.mapToDouble((line) -> Double
						.parseDouble(line.substring(line.indexOf("calls=") + "calls=".length(), line.indexOf(','))))
					.sum();
			}
		}

	}

}
