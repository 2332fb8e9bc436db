package io.github.taggedcache.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;

import io.github.taggedcache.InvalidationSource;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the sources of an application, all of them together. A source that
 * does not start fails the start of the application, and those before it are stopped.
 */
public final class InvalidationSources {

	private final Map<String, InvalidationSource> sources;

	private final Node node;

	private final BiFunction<String, Object, CompletableFuture<?>> eviction;

	private final Tenants tenants;

	private final Duration patience;

	private final Map<String, LongAdder> failures = new LinkedHashMap<>();

	/** Guarded by this; in the order of their start. */
	private @Nullable List<StartedSource> started;

	/**
	 * Creates it. Starts nothing.
	 * @param sources the sources by the names of their beans, in their order
	 * @param node records invalidations of tags
	 * @param eviction evicts a key of a region
	 * @param tenants the tenants of the application
	 * @param patience how long all sources together are waited for when they stop
	 */
	public InvalidationSources(Map<String, InvalidationSource> sources, Node node,
			BiFunction<String, Object, CompletableFuture<?>> eviction, Tenants tenants, Duration patience) {
		this.sources = new LinkedHashMap<>(sources);
		this.node = node;
		this.eviction = eviction;
		this.tenants = tenants;
		this.patience = patience;
		sources.keySet().forEach((name) -> this.failures.put(name, new LongAdder()));
	}

	/**
	 * The names of the sources.
	 * @return the names of their beans, in their order
	 */
	public List<String> names() {
		return List.copyOf(this.sources.keySet());
	}

	/**
	 * How many invalidations of a source were not recorded. It was told of each.
	 * @param name the name of the source
	 * @return the count since the application was started
	 */
	public long failures(String name) {
		LongAdder count = this.failures.get(name);
		return (count != null) ? count.sum() : 0;
	}

	/**
	 * Starts all sources.
	 * @throws SetupException if one of them does not start
	 */
	public synchronized void start() {
		if (this.started != null) {
			return;
		}
		List<StartedSource> running = new ArrayList<>();
		try {
			this.sources.forEach((name, source) -> running.add(started(name, source)));
		}
		catch (RuntimeException | Error ex) {
			stop(running);
			throw ex;
		}
		this.started = running;
	}

	private StartedSource started(String name, InvalidationSource source) {
		CountedSink sink = new CountedSink(name, this.node, this.eviction, this.tenants,
				this.failures.computeIfAbsent(name, (some) -> new LongAdder()));
		try {
			AutoCloseable registration = source.start(sink);
			if (registration == null) {
				throw new IllegalStateException("start() returned null");
			}
			return new StartedSource(name, registration, sink);
		}
		catch (Exception | LinkageError ex) {
			sink.stop();
			SetupException failure = new SetupException(
					"The InvalidationSource bean '" + name + "' could not be started: " + ex + ".",
					"Mend what it hears from, or take the bean away: without it, old values would be served."
							+ " A source that may be away for a while connects on a thread of its own.");
			failure.initCause(ex);
			throw failure;
		}
	}

	/**
	 * Stops all sources, at the same time. Their sinks take invalidations until then.
	 */
	public synchronized void stop() {
		if (this.started != null) {
			stop(this.started);
			this.started = null;
		}
	}

	private void stop(List<StartedSource> running) {
		long end = System.nanoTime() + this.patience.toNanos();
		running.forEach(StartedSource::beginStop);
		running.forEach((source) -> source.awaitStop(Duration.ofNanos(end - System.nanoTime())));
	}

	/**
	 * Whether the sources were started and not stopped.
	 * @return whether they run
	 */
	public synchronized boolean isRunning() {
		return this.started != null;
	}

}
