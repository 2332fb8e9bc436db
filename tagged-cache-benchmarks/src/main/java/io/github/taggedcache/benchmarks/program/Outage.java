package io.github.taggedcache.benchmarks.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What callers of three instances notice while Redis does not answer for half a minute,
 * at a constant rate of calls. Writes a plot, and logs a table in Markdown. Times are
 * those of calls without their loads.
 */
public final class Outage {

	private static final Logger logger = LoggerFactory.getLogger(Outage.class);

	private static final int RATE = 200;

	private static final int KEYS = 1000;

	private static final int INSTANCES = 3;

	private static final int BEFORE = 20;

	private static final int OUTAGE = 30;

	private static final int AFTER = 20;

	/** Parts of a second that are looked at alone. */
	private static final int SLOTS_A_SECOND = 2;

	private static final long LOAD_MILLIS = 5;

	private static final String HEAD = """
			| `serve-near-for` | calls in the outage | exceptions | loads | p50 ms | p99 ms | p99.9 ms | longest ms | slots with a p99 above 5 ms | hits again after |
			|---|---|---|---|---|---|---|---|---|---|
			""";

	private Outage() {
	}

	/**
	 * Measures.
	 * @param args where the plot is written
	 * @throws Exception if it cannot be written, or Redis cannot be started
	 */
	public static void main(String[] args) throws Exception {
		Path plot = Path.of((args.length > 0) ? args[0] : "../docs/resilience-outage.svg");
		Map<String, Course> courses = new LinkedHashMap<>();
		for (String time : List.of("0s", "60s")) {
			courses.put(time, measure(time));
		}
		StringBuilder rows = new StringBuilder(HEAD);
		courses.forEach((time, course) -> rows.append(course.row(time)).append('\n'));
		logger.info("\n{}", rows);
		write(courses, plot);
		System.exit(0);
	}

	private static Course measure(String serveNearFor) throws Exception {
		try (EmbeddedRedis redis = EmbeddedRedis.start()) {
			List<AnnotationConfigApplicationContext> instances = new ArrayList<>();
			for (int i = 0; i < INSTANCES; i++) {
				instances.add(start(redis, serveNearFor));
			}
			ExecutorService callers = Executors.newCachedThreadPool();
			try {
				return new Course().run(redis, instances, callers);
			}
			finally {
				callers.shutdownNow();
				instances.forEach(AnnotationConfigApplicationContext::close);
			}
		}
	}

	private static AnnotationConfigApplicationContext start(EmbeddedRedis redis, String serveNearFor) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues
			.of("tagged-cache.namespace=outage", "spring.data.redis.url=" + redis.uri(),
					"tagged-cache.command-timeout=500ms", "tagged-cache.outage.serve-near-for=" + serveNearFor)
			.applyTo(context);
		context.register(Setup.class);
		context.refresh();
		return context;
	}

	private static void write(Map<String, Course> courses, Path file) throws IOException {
		XYSeriesCollection lines = new XYSeriesCollection();
		courses.forEach((time, course) -> lines.addSeries(course.line("p99, serve-near-for " + time)));
		JFreeChart chart = ChartFactory
			.createXYLineChart("Redis stops for " + OUTAGE + " s: time of a call without its load", "s", "ms", lines);
		chart.getXYPlot().setRangeAxis(new LogAxis("ms"));
		SVGGraphics2D graphics = new SVGGraphics2D(840, 420);
		chart.draw(graphics, new java.awt.Rectangle(840, 420));
		SVGUtils.writeToSVG(new File(file.toUri()), graphics.getSVGElement());
	}

	/**
	 * How a run went.
	 */
	private static final class Course {

		private final Histogram[] slots = new Histogram[(BEFORE + OUTAGE + AFTER) * SLOTS_A_SECOND];

		private final Histogram outage = new ConcurrentHistogram(3);

		private final AtomicLong exceptions = new AtomicLong();

		private final AtomicLong loads = new AtomicLong();

		private final AtomicLong[] loadsBySlot = new AtomicLong[this.slots.length];

		Course() {
			for (int i = 0; i < this.slots.length; i++) {
				this.slots[i] = new ConcurrentHistogram(3);
				this.loadsBySlot[i] = new AtomicLong();
			}
		}

		Course run(EmbeddedRedis redis, List<AnnotationConfigApplicationContext> instances, ExecutorService callers) {
			List<Shop> shops = instances.stream().map((instance) -> instance.getBean(Shop.class)).toList();
			warmUp(shops);
			SplittableRandom random = new SplittableRandom(1);
			long begin = System.nanoTime();
			long calls = (long) RATE * (BEFORE + OUTAGE + AFTER);
			for (long i = 0; i < calls; i++) {
				long due = begin + i * 1_000_000_000 / RATE;
				while (System.nanoTime() < due) {
					LockSupport.parkNanos(due - System.nanoTime());
				}
				if (i == (long) RATE * BEFORE) {
					redis.pause();
				}
				if (i == (long) RATE * (BEFORE + OUTAGE)) {
					redis.resume();
				}
				int slot = (int) (i * SLOTS_A_SECOND / RATE);
				Shop shop = shops.get((int) (i % INSTANCES));
				long id = random.nextInt(KEYS);
				callers.execute(() -> call(shop, id, slot));
			}
			LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
			return this;
		}

		/**
		 * Has the code compiled, and every instance know every key.
		 */
		private static void warmUp(List<Shop> shops) {
			for (int round = 0; round < 20; round++) {
				for (Shop shop : shops) {
					for (long id = 0; id < KEYS; id++) {
						shop.price(id);
					}
				}
			}
		}

		private void call(Shop shop, long id, int slot) {
			long loaded = Shop.LOADED.get();
			long begin = System.nanoTime();
			try {
				shop.price(id);
			}
			catch (RuntimeException ex) {
				this.exceptions.incrementAndGet();
				logger.warn("A call failed", ex);
			}
			long nanos = System.nanoTime() - begin;
			boolean isLoad = Shop.LOADED.get() != loaded;
			if (isLoad) {
				nanos -= Shop.NANOS.get();
				this.loadsBySlot[slot].incrementAndGet();
			}
			this.slots[slot].recordValue(Math.max(0, nanos));
			if (slot >= BEFORE * SLOTS_A_SECOND && slot < (BEFORE + OUTAGE) * SLOTS_A_SECOND) {
				this.outage.recordValue(Math.max(0, nanos));
				if (isLoad) {
					this.loads.incrementAndGet();
				}
			}
		}

		XYSeries line(String name) {
			XYSeries line = new XYSeries(name);
			for (int i = 0; i < this.slots.length; i++) {
				line.add((double) i / SLOTS_A_SECOND, Math.max(0.001, this.slots[i].getValueAtPercentile(99) / 1e6));
			}
			return line;
		}

		String row(String serveNearFor) {
			int slow = 0;
			for (int i = BEFORE * SLOTS_A_SECOND; i < (BEFORE + OUTAGE) * SLOTS_A_SECOND; i++) {
				slow += (this.slots[i].getValueAtPercentile(99) > 5_000_000) ? 1 : 0;
			}
			return "| "
					+ String.join(" | ", serveNearFor, Long.toString(this.outage.getTotalCount()),
							Long.toString(this.exceptions.get()), Long.toString(this.loads.get()), millis(50),
							millis(99), millis(99.9), millis(100), slow + " of " + OUTAGE * SLOTS_A_SECOND, recovered())
					+ " |";
		}

		/**
		 * The first slot after the outage in which no more than a tenth of the calls
		 * load.
		 */
		private String recovered() {
			for (int i = (BEFORE + OUTAGE) * SLOTS_A_SECOND; i < this.slots.length; i++) {
				if (this.loadsBySlot[i].get() * 10 <= this.slots[i].getTotalCount()) {
					return String.format(Locale.ROOT, "%.1f s",
							(double) (i - (BEFORE + OUTAGE) * SLOTS_A_SECOND) / SLOTS_A_SECOND);
				}
			}
			return "never";
		}

		private String millis(double percentile) {
			return String.format(Locale.ROOT, "%.2f", this.outage.getValueAtPercentile(percentile) / 1e6);
		}

	}

	/**
	 * What is cached.
	 */
	public static class Shop {

		/** Loads that this thread has made. */
		static final ThreadLocal<Long> LOADED = ThreadLocal.withInitial(() -> 0L);

		/** How long the last of them took. */
		static final ThreadLocal<Long> NANOS = ThreadLocal.withInitial(() -> 0L);

		/**
		 * Makes a price, if it is not cached.
		 * @param id of what
		 * @return the price
		 */
		@Cacheable("prices")
		@CacheTags("article:#{#id}")
		public String price(long id) {
			long begin = System.nanoTime();
			LockSupport.parkNanos(Duration.ofMillis(LOAD_MILLIS).toNanos());
			LOADED.set(LOADED.get() + 1);
			NANOS.set(System.nanoTime() - begin);
			return "price of " + id;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class })
	@Import(Shop.class)
	static class Setup {

	}

}
