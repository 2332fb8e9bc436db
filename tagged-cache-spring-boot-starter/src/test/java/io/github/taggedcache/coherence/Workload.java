package io.github.taggedcache.coherence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.github.taggedcache.core.store.StoreException;

/**
 * A reader and a writer on each instance, and a check of each read. A write that fails is
 * one that nobody relies on.
 */
final class Workload implements AutoCloseable {

	private static final int ARTICLES = 8;

	private static final int ENOUGH_READS = 4;

	private static final int ENOUGH_NEAR_HITS = 100;

	private static final long READ_PAUSE = Duration.ofNanos(200_000).toNanos();

	private static final long WRITE_PAUSE = Duration.ofMillis(20).toNanos();

	/** A put is not among them: one that fails does not say so. */
	private static final List<Invalidating> ALL_WRITES = List.of(Invalidating.TAG, Invalidating.TAG,
			Invalidating.TAG_OF_RESULT, Invalidating.SOFT_TAG, Invalidating.ANNOTATION, Invalidating.EVICT,
			Invalidating.EVICT, Invalidating.CLEAR, Invalidating.ALL);

	private final List<Invalidating> writes;

	private final Ledger ledger;

	private final Queue<String> problems = new ConcurrentLinkedQueue<>();

	private final Map<Instance, AtomicLong> reads = new ConcurrentHashMap<>();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean stopped;

	Workload(List<Instance> instances, Duration maxStaleness) {
		this(instances, maxStaleness, ALL_WRITES);
	}

	Workload(List<Instance> instances, Duration maxStaleness, List<Invalidating> writes) {
		this.writes = writes;
		this.ledger = new Ledger(maxStaleness);
		for (Instance instance : instances) {
			this.reads.put(instance, new AtomicLong());
			this.threads.add(new Thread(() -> read(instance), "reader"));
			this.threads.add(new Thread(() -> write(instance), "writer"));
		}
		this.threads.forEach(Thread::start);
	}

	private void read(Instance instance) {
		while (!this.stopped) {
			for (Reading reading : Reading.values()) {
				for (long id = 1; id <= ARTICLES; id++) {
					check(instance, reading, id);
				}
			}
			LockSupport.parkNanos(READ_PAUSE);
		}
	}

	private void check(Instance instance, Reading reading, long id) {
		long begin = System.nanoTime();
		try {
			Article read = reading.on(instance, id);
			this.ledger.violation(instance, entry(reading.region(), id), begin, read.revision())
				.ifPresent((violation) -> this.problems.add("%s gave %s: %s".formatted(reading, read, violation)));
		}
		catch (RuntimeException ex) {
			this.problems.add("%s of %d threw %s".formatted(reading, id, ex));
		}
		reads(instance).incrementAndGet();
	}

	private void write(Instance instance) {
		while (!this.stopped) {
			ThreadLocalRandom random = ThreadLocalRandom.current();
			write(instance, this.writes.get(random.nextInt(this.writes.size())), random.nextInt(ARTICLES) + 1);
			LockSupport.parkNanos(WRITE_PAUSE);
		}
	}

	/**
	 * Changes an article and says so.
	 */
	private void write(Instance instance, Invalidating invalidating, long id) {
		try {
			long revision = invalidating.on(instance, id);
			for (Reading reading : Reading.values()) {
				if (invalidating.isInAllRegions() || reading.region().equals("plain")) {
					this.ledger.returned(instance, entry(reading.region(), id), revision);
				}
			}
		}
		catch (StoreException | CompletionException ex) {
			// Nobody was told that it is done
		}
	}

	private static String entry(String region, long id) {
		return region + ":" + id;
	}

	private AtomicLong reads(Instance instance) {
		AtomicLong made = this.reads.get(instance);
		if (made == null) {
			throw new IllegalArgumentException("Not an instance of this workload");
		}
		return made;
	}

	/**
	 * Waits until each of these instances has made some reads from now on.
	 */
	void awaitReads(List<Instance> instances) {
		for (Instance instance : instances) {
			long enough = reads(instance).get() + ENOUGH_READS;
			Waiting.await("reads").until(() -> reads(instance).get() >= enough);
		}
	}

	/**
	 * Waits until each instance has answered many reads from its memory from now on.
	 */
	void awaitNearHits(List<Instance> instances) {
		for (Instance instance : instances) {
			long enough = instance.nearHits() + ENOUGH_NEAR_HITS;
			Waiting.await("near hits").until(() -> instance.nearHits() >= enough);
		}
	}

	/**
	 * Reads that gave what they must not.
	 */
	List<String> problems() {
		return List.copyOf(this.problems);
	}

	/**
	 * Ends the threads, and waits for them.
	 */
	@Override
	public void close() {
		this.stopped = true;
		for (Thread thread : this.threads) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
