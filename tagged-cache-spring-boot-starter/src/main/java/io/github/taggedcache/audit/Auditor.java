package io.github.taggedcache.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.github.taggedcache.AuditFinding;
import io.github.taggedcache.Explanation;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Hit;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * Calls the methods of a share of the hits once more in the background, and compares.
 * What differs is looked at again later, when an invalidation that was on its way must
 * have arrived. If the same entry still serves then and differs again, it is stale, and
 * most likely a write lacks an {@code @InvalidateTags}.
 * <p>
 * One thread makes the calls, one after the other, and at most a hundred in ten seconds,
 * so that audits are no load that counts, however many hits there are. The thread has
 * nothing of the caller: no transaction, no security context, no request.
 */
public final class Auditor implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Auditor.class);

	/** Most audits that wait, run, or have ended within the last {@link #REST}. */
	static final int MOST_AT_ONCE = 100;

	/**
	 * How long an audit counts after its end, or longer if another audit keeps the thread
	 * busy then. So a busy node has ten audits a second.
	 */
	private static final Duration REST = Duration.ofSeconds(10);

	private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

	private static final long PATIENCE_SECONDS = 30;

	private final AuditSamples samples;

	private final long waitMillis;

	private final InstantSource clock;

	private final ScheduledExecutorService executor;

	private final Semaphore places = new Semaphore(MOST_AT_ONCE);

	private final AuditFindings findings = new AuditFindings();

	private final AuditLog log = new AuditLog(logger);

	private final Map<String, Map<AuditOutcome, LongAdder>> counts = new ConcurrentHashMap<>();

	/**
	 * Creates an auditor.
	 * @param samples which share of the hits is audited
	 * @param maxStaleness how long an invalidation may take to arrive
	 * @param clock the time
	 */
	public Auditor(AuditSamples samples, Duration maxStaleness, InstantSource clock) {
		this.samples = samples;
		this.waitMillis = ((maxStaleness.compareTo(SHORTEST_WAIT) > 0) ? maxStaleness : SHORTEST_WAIT).toMillis();
		this.clock = clock;
		this.executor = new ScheduledThreadPoolExecutor(1, Auditor::thread);
	}

	/**
	 * A thread that inherits nothing of the caller who happens to be the first one.
	 */
	private static Thread thread(Runnable work) {
		Thread thread = new Thread(null, work, "tagged-cache-audit", 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(Auditor.class.getClassLoader());
		return thread;
	}

	/**
	 * Whether any region is audited.
	 * @return false if each share is zero
	 */
	public boolean isOn() {
		return this.samples.highest() > 0;
	}

	/**
	 * Whether a region is audited.
	 * @param region its name
	 * @return false if its share is zero
	 */
	public boolean isAudited(String region) {
		return this.samples.of(region) > 0;
	}

	/**
	 * Draws whether a call is audited if it is served from the cache.
	 * @param invocation the call
	 * @return null for most of them
	 */
	public @Nullable AuditedCall draw(MethodInvocation invocation) {
		if (!isOn()) {
			return null;
		}
		double drawn = ThreadLocalRandom.current().nextDouble();
		return (drawn < this.samples.highest() && invocation instanceof ProxyMethodInvocation proxied)
				? new AuditedCall(proxied, drawn) : null;
	}

	/**
	 * Audits a call that was served from the cache. Returns at once.
	 * @param call the call, whose method was not called
	 * @param entry what it was served
	 */
	public void audit(AuditedCall call, AuditedEntry entry) {
		String region = entry.key().region();
		if (call.drawn() >= this.samples.of(region)) {
			return;
		}
		if (!this.places.tryAcquire()) {
			increment(region, AuditOutcome.DROPPED);
			return;
		}
		try {
			AuditedCall copy = call.copy();
			this.executor.execute(() -> step(copy, entry, null));
		}
		catch (RuntimeException ex) {
			// The application ends, say; its callers must not notice
			this.places.release();
			increment(region, AuditOutcome.DROPPED);
		}
	}

	/**
	 * One look at the entry.
	 * @param createdAt when the entry of the first look was made; null if this is the
	 * first look. Versions do not tell entries apart: what is found valid is confirmed
	 * later on
	 */
	private void step(AuditedCall call, AuditedEntry entry, @Nullable Instant createdAt) {
		AuditOutcome outcome = look(call, entry, createdAt);
		if (outcome != null) {
			increment(entry.key().region(), outcome);
			releaseAfterRest();
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // a release cannot fail
	private void releaseAfterRest() {
		try {
			this.executor.schedule(() -> this.places.release(), REST.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.trace("The auditor is closed; nobody waits for a place", ex);
		}
	}

	/**
	 * Returns how the audit ended, or null if it goes on.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // a step catches what fails in it
	private @Nullable AuditOutcome look(AuditedCall call, AuditedEntry entry, @Nullable Instant createdAt) {
		try {
			Hit hit = entry.read();
			if (hit == null) {
				return AuditOutcome.CHANGED;
			}
			Object loaded = call.repeat(PATIENCE_SECONDS);
			String path = difference(entry, loaded, hit.value());
			if (path == null) {
				this.findings.remove(entry.key());
				return AuditOutcome.SAME;
			}
			Explanation.Stored stored = entry.explain().stored();
			if (stored == null || (createdAt != null && !stored.createdAt().equals(createdAt))) {
				return AuditOutcome.CHANGED;
			}
			if (createdAt == null) {
				this.executor.schedule(() -> step(call, entry, stored.createdAt()), this.waitMillis,
						TimeUnit.MILLISECONDS);
				return null;
			}
			AuditFinding finding = new AuditFinding(this.clock.instant(), createdAt, stored.age(), path);
			this.findings.add(entry.key(), finding);
			this.log.stale(call.method(), entry.key(), hit.tags(), finding);
			return AuditOutcome.STALE;
		}
		catch (Throwable ex) {
			logger.debug("The audit of {} failed", call.method(), ex);
			return AuditOutcome.FAILED;
		}
	}

	private static @Nullable String difference(AuditedEntry entry, @Nullable Object loaded, @Nullable Object cached) {
		if (loaded == null || cached == null) {
			return (loaded == cached) ? null : "null or not";
		}
		return entry.difference(loaded, cached);
	}

	/**
	 * What was found out about an entry.
	 * @param key the key of the entry
	 * @return null if nothing was
	 */
	public @Nullable AuditFinding finding(EntryKey key) {
		return this.findings.find(key);
	}

	/**
	 * Audits of a region.
	 * @param region its name
	 * @param outcome how they ended
	 * @return how many, since the node was created
	 */
	public long count(String region, AuditOutcome outcome) {
		return counter(region, outcome).sum();
	}

	private void increment(String region, AuditOutcome outcome) {
		counter(region, outcome).increment();
	}

	private LongAdder counter(String region, AuditOutcome outcome) {
		return this.counts.computeIfAbsent(region, (name) -> new ConcurrentHashMap<>())
			.computeIfAbsent(outcome, (same) -> new LongAdder());
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
