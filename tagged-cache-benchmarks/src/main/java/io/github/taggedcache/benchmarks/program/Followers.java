package io.github.taggedcache.benchmarks.program;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
 * in Markdown, with the slope: Redis's processor time to deliver one invalidation to one
 * follower.
 */
public final class Followers {

	private static final Logger logger = LoggerFactory.getLogger(Followers.class);

	private static final int JVM_WARM_UP_SECONDS = 20;

	private static final int WARM_UP_SECONDS = 3;

	/** Redis ms/s is processor time; MB/s is what Redis sends. */
	private static final String HEAD = """
			| pause us | followers | invalidations/s | Redis ms/s | slope us | reads/s | records a read | MB/s | p50 ms | p99 ms | gaps |
			|---|---|---|---|---|---|---|---|---|---|---|
			""";

	private final int seconds;

	private final int rate;

	/** Redis's seconds a second without followers. */
	private double alone = Double.NaN;

	private Followers(int seconds, int rate) {
		this.seconds = seconds;
		this.rate = rate;
	}

	/**
	 * Measures.
	 * @param args seconds for each row, pauses in us, numbers of followers, and
	 * invalidations a second; by default {@code 20 0,5000 0,1,10,50,100 1000}. Without a
	 * row of 0 followers first there is no slope
	 */
	public static void main(String[] args) {
		Followers program = new Followers(Integer.parseInt(argument(args, 0, "20")),
				Integer.parseInt(argument(args, 3, "1000")));
		program.warmUp();
		List<String> rows = new ArrayList<>();
		for (int pause : numbers(argument(args, 1, "0,5000"))) {
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
			Usage before = Usage.now(log);
			double reached = log.invalidate(this.rate, this.seconds);
			Usage used = Usage.now(log).since(before);
			Histogram delays = log.delays();
			return row(count, pause, reached, used, delays, log.gaps());
		}
	}

	/**
	 * What is delivered to followers is left empty where there are none.
	 */
	private String row(int count, Duration pause, double reached, Usage used, Histogram delays, long gaps) {
		double redis = used.cpuSeconds / used.seconds;
		if (count == 0) {
			this.alone = redis;
		}
		boolean none = count == 0;
		double slope = (redis - this.alone) * used.seconds / used.delivered * 1e6;
		return "| " + String.join(" | ", Long.toString(TimeUnit.NANOSECONDS.toMicros(pause.toNanos())),
				Integer.toString(count), figure("%.0f", reached), figure("%.0f", redis * 1000),
				none ? "" : figure("%.1f", slope), figure("%.0f", used.reads / used.seconds),
				none ? "" : figure("%.1f", used.delivered / used.reads),
				figure("%.2f", used.bytes / used.seconds / 1e6), none ? "" : millis(delays, 50),
				none ? "" : millis(delays, 99), Long.toString(gaps)) + " |";
	}

	private static String millis(Histogram delays, double percentile) {
		return figure("%.1f", delays.getValueAtPercentile(percentile) / 1e6);
	}

	private static String figure(String format, double value) {
		return String.format(Locale.ROOT, format, value);
	}

	/**
	 * What Redis had done at a time.
	 */
	private record Usage(double seconds, double cpuSeconds, double reads, double bytes, double delivered) {

		static Usage now(FollowedStore log) {
			return new Usage(System.nanoTime() / 1e9, CpuTime.serverSeconds(), countReads(),
					Server.number("total_net_output_bytes"), log.delivered());
		}

		Usage since(Usage before) {
			return new Usage(this.seconds - before.seconds, this.cpuSeconds - before.cpuSeconds,
					this.reads - before.reads, this.bytes - before.bytes, this.delivered - before.delivered);
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
