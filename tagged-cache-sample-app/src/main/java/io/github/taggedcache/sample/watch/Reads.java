package io.github.taggedcache.sample.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.taggedcache.MissReason;
import io.github.taggedcache.sample.stage.InstanceState.Timed;
import io.github.taggedcache.sample.stage.Node;
import io.github.taggedcache.sample.stage.Stage;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Makes reads, and looks at each: where the value came from, how long it took, and
 * whether it is stale.
 */
@Component
public class Reads {

	private static final int REMEMBERED = 40;

	private static final double NANOS_PER_MILLI = 1_000_000;

	private final ReadWatch watch;

	private final Stage stage;

	private final Node node;

	private final Duration maxStaleness;

	private final Deque<Timed> newest = new ArrayDeque<>();

	Reads(ReadWatch watch, Stage stage, Node node, @Value("${tagged-cache.max-staleness:1s}") Duration maxStaleness,
			@Value("${tagged-cache.consistency:bounded}") String consistency) {
		this.watch = watch;
		this.stage = stage;
		this.node = node;
		this.maxStaleness = consistency.equals("strict") ? Duration.ZERO : maxStaleness;
	}

	/**
	 * Makes a read.
	 * @param <T> the type of the value
	 * @param call reads
	 * @param facts the facts that a value shows
	 * @return what was read
	 */
	public <T> Read<T> read(Supplier<T> call, Function<T, Map<String, String>> facts) {
		ReadWatch.Seen seen = this.watch.begin();
		try {
			long begin = System.nanoTime();
			T value = call.get();
			double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
			this.stage.ledger().check(this.node, begin, facts.apply(value), this.maxStaleness);
			remember(new Timed(seen.level().name(), millis));
			return new Read<>(value, seen.level(), seen.reason(), millis);
		}
		finally {
			this.watch.end();
		}
	}

	/**
	 * How late a write of the other instance may be seen.
	 * @return the time; zero if consistency is strict
	 */
	public Duration maxStaleness() {
		return this.maxStaleness;
	}

	private synchronized void remember(Timed read) {
		this.newest.addLast(read);
		if (this.newest.size() > REMEMBERED) {
			this.newest.removeFirst();
		}
	}

	/**
	 * The newest reads.
	 * @return the oldest of them first
	 */
	synchronized List<Timed> newest() {
		return List.copyOf(this.newest);
	}

	/**
	 * What was read.
	 *
	 * @param <T> the type of the value
	 * @param value the value
	 * @param level where it came from
	 * @param reason why it was loaded; null if it was not, or Redis did not answer
	 * @param millis how long the read took
	 */
	public record Read<T>(T value, Level level, @Nullable MissReason reason, double millis) {

	}

}
