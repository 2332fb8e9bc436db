package io.github.taggedcache.sample.watch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.sample.stage.InstanceState;
import io.github.taggedcache.sample.stage.Node;
import io.github.taggedcache.sample.stage.Stage;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import jakarta.annotation.PostConstruct;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks at the meters of this instance, and writes down when it begins and ends to
 * distrust its near cache, and when it finds that Redis has lost something.
 */
@Component
class InstanceWatch {

	private final MeterRegistry meters;

	private final Reads reads;

	private final Stage stage;

	private final Node node;

	private final Duration maxStaleness;

	private boolean trusted;

	private boolean everTrusted;

	private long since = System.nanoTime();

	private long gaps;

	private long repairs;

	InstanceWatch(MeterRegistry meters, Reads reads, Stage stage, Node node,
			@Value("${tagged-cache.max-staleness:1s}") Duration maxStaleness) {
		this.meters = meters;
		this.reads = reads;
		this.stage = stage;
		this.node = node;
		this.maxStaleness = maxStaleness;
	}

	@PostConstruct
	void begin() {
		this.stage.add(this.node, this::state);
	}

	InstanceState state() {
		double lag = lagMillis();
		return new InstanceState(this.stage.port(this.node), lag <= this.maxStaleness.toMillis(), (long) lag,
				count("tagged.cache.requests", "level", "near"), count("tagged.cache.requests", "level", "remote"),
				count("tagged.cache.requests", "level", "load"), count("tagged.cache.log.gaps"),
				count("tagged.cache.log.repairs"), this.reads.newest());
	}

	/**
	 * The store in memory has no log that an instance could lag behind.
	 */
	private double lagMillis() {
		TimeGauge lag = this.meters.find("tagged.cache.log.lag").timeGauge();
		return (lag != null) ? lag.value(TimeUnit.MILLISECONDS) : 0;
	}

	private long count(String meter, String... tags) {
		return (long) this.meters.find(meter)
			.tags(tags)
			.functionCounters()
			.stream()
			.mapToDouble(FunctionCounter::count)
			.sum();
	}

	@Scheduled(fixedDelay = 50)
	synchronized void look() {
		long now = System.nanoTime();
		boolean isTrusted = lagMillis() <= this.maxStaleness.toMillis();
		if (isTrusted != this.trusted) {
			if (this.everTrusted) {
				noteTrust(isTrusted, Duration.ofNanos(now - this.since));
			}
			this.trusted = isTrusted;
			this.everTrusted = true;
			this.since = now;
		}
		noteLosses();
	}

	private void noteTrust(boolean isTrusted, Duration lasted) {
		if (isTrusted) {
			note("is caught up again after %.1f s, and answers from its near cache."
				.formatted(lasted.toMillis() / 1000.0));
		}
		else {
			note("is in quarantine: without proof for %s ms that it knows all invalidations, it has Redis judge each read."
				.formatted(this.maxStaleness.toMillis()));
		}
	}

	private void noteLosses() {
		long nowGaps = count("tagged.cache.log.gaps");
		long nowRepairs = count("tagged.cache.log.repairs");
		if (nowRepairs > this.repairs) {
			note("found that Redis has lost data, and had everything invalidated.");
		}
		else if (nowGaps > this.gaps) {
			note("missed records of the log: Redis judges each older entry once.");
		}
		this.gaps = nowGaps;
		this.repairs = nowRepairs;
	}

	private void note(String text) {
		this.stage.timeline().note("Instance %s %s".formatted(this.node, text));
	}

}
