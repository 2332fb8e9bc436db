package io.github.taggedcache.sample.stage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Counts stale reads. Each write of either instance is noted, with the time at which its
 * call returned. Each read is compared with what the writes said: a value is stale if a
 * newer one was written by a call that had returned before the read began. On the
 * instance that wrote, any such read breaks the promise. On the other one, it does if the
 * write is older than {@code max-staleness}. A write whose call fails counts for nothing,
 * since nobody was told that it is done.
 * <p>
 * Time is {@link System#nanoTime()}, one clock for both instances. Thread safe.
 */
public final class Ledger {

	/** Newest writes of one fact that are remembered. */
	private static final int WRITES = 100;

	private final Map<String, List<Write>> writes = new ConcurrentHashMap<>();

	private final LongAdder checked = new LongAdder();

	private final LongAdder late = new LongAdder();

	private final LongAdder stale = new LongAdder();

	private volatile @Nullable String newest;

	/**
	 * Makes a write, one at a time, so that their order is that of the database.
	 * @param <T> the type of the result
	 * @param node the instance that writes
	 * @param fact what is written, such as {@code author 1}
	 * @param value the value that readers should see from now on
	 * @param call the write
	 * @return what it returns
	 */
	public synchronized <T> T write(Node node, String fact, String value, Supplier<T> call) {
		List<Write> all = this.writes.computeIfAbsent(fact, (key) -> new CopyOnWriteArrayList<>());
		Write write = new Write(node, value);
		all.add(write);
		if (all.size() > WRITES) {
			all.remove(0);
		}
		T result = call.get();
		write.returned(System.nanoTime());
		return result;
	}

	/**
	 * Checks what a read returned.
	 * @param node the instance that read
	 * @param begin when the read began, by {@link System#nanoTime()}
	 * @param facts the facts that the value shows
	 * @param maxStaleness how late a write of the other instance may be seen
	 */
	public void check(Node node, long begin, Map<String, String> facts, Duration maxStaleness) {
		this.checked.increment();
		long oldest = Long.MIN_VALUE;
		long broken = Long.MIN_VALUE;
		String fact = "";
		for (Map.Entry<String, String> shown : facts.entrySet()) {
			for (Write newer : newerThan(shown)) {
				long age = newer.age(begin);
				long excess = age - (newer.node.equals(node) ? 0 : maxStaleness.toNanos());
				if (excess > broken) {
					broken = excess;
					fact = shown.getKey();
				}
				oldest = Math.max(oldest, age);
			}
		}
		if (broken > 0) {
			this.stale.increment();
			this.newest = "Instance %s served an old %s, %d ms after the write".formatted(node, fact,
					Duration.ofNanos(oldest).toMillis());
		}
		else if (oldest > 0) {
			this.late.increment();
		}
	}

	/**
	 * The writes after the one that wrote a value. A value that nobody wrote is what the
	 * database held at first.
	 */
	private List<Write> newerThan(Map.Entry<String, String> shown) {
		List<Write> all = List.copyOf(this.writes.getOrDefault(shown.getKey(), List.of()));
		int last = all.size() - 1;
		while (last >= 0 && !all.get(last).value.equals(shown.getValue())) {
			last--;
		}
		return all.subList(last + 1, all.size());
	}

	/**
	 * What was counted.
	 * @return the counts
	 */
	public Counts counts() {
		return new Counts(this.checked.sum(), this.late.sum(), this.stale.sum(), this.newest);
	}

	private static final class Write {

		private final Node node;

		private final String value;

		private volatile @Nullable Long returned;

		Write(Node node, String value) {
			this.node = node;
			this.value = value;
		}

		void returned(long time) {
			this.returned = time;
		}

		/**
		 * How long before a time the write had returned; negative if it had not.
		 */
		long age(long time) {
			Long end = this.returned;
			return (end != null) ? time - end : Long.MIN_VALUE / 2;
		}

	}

	/**
	 * What was counted.
	 *
	 * @param checked reads
	 * @param late those that gave a value which the other instance had replaced, within
	 * {@code max-staleness}: the promise allows them
	 * @param stale those that broke the promise
	 * @param newest the newest of them; null if there is none
	 */
	public record Counts(long checked, long late, long stale, @Nullable String newest) {

	}

}
