package io.github.taggedcache.core.region;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.event.GuardedObserver;
import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.load.LoadWaits;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.outage.NearFallback;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.LeaseStore;
import org.jspecify.annotations.Nullable;

/**
 * What the regions of a node share.
 *
 * @param node the node
 * @param writes the way to where the entries lie
 * @param registrations registers the names that entries rely on
 * @param codec turns values into bytes
 * @param unstorable what becomes of values that cannot be stored
 * @param executor runs decoding and loaders of asynchronous calls
 * @param refresher runs loads in the background
 * @param time the node's wall clock; only expiry depends on it
 * @param nanoTime the node's monotonic time in ns, the same as of the node's proof
 * @param random where jitter comes from
 * @param waits which load waits for which
 * @param events is told what happens in the regions, apart from their statistics
 * @param observer observes loads and lookups in the store; what it throws is logged
 * @param leases where the leases of entries lie; null if each node loads by itself
 * @param nearFallback says which near entries are served while the store does not answer
 */
public record RegionEnvironment(Node node, WriteBehind writes, Registrations registrations, ValueCodec codec,
		UnstorableValues unstorable, Executor executor, Executor refresher, InstantSource time, LongSupplier nanoTime,
		RandomGenerator random, LoadWaits waits, RegionEvents events, Observer observer, @Nullable LeaseStore leases,
		NearFallback nearFallback) {

	public RegionEnvironment {
		observer = GuardedObserver.of(observer);
	}

	/**
	 * An environment without leases, whose refreshes run where loaders do, and that
	 * serves no near entry which cannot be proven.
	 * @param node the node
	 * @param writes the way to where the entries lie
	 * @param registrations registers the names that entries rely on
	 * @param codec turns values into bytes
	 * @param unstorable what becomes of values that cannot be stored
	 * @param executor runs decoding and loaders of asynchronous calls
	 * @param time the node's wall clock; only expiry depends on it
	 * @param nanoTime the node's monotonic time in ns, the same as of the node's proof
	 * @param random where jitter comes from
	 * @param waits which load waits for which
	 * @param events is told what happens in the regions, apart from their statistics
	 * @param observer observes loads and lookups in the store; what it throws is logged
	 */
	public RegionEnvironment(Node node, WriteBehind writes, Registrations registrations, ValueCodec codec,
			UnstorableValues unstorable, Executor executor, InstantSource time, LongSupplier nanoTime,
			RandomGenerator random, LoadWaits waits, RegionEvents events, Observer observer) {
		this(node, writes, registrations, codec, unstorable, executor, executor, time, nanoTime, random, waits, events,
				observer, null, NearFallback.none(node));
	}

	/**
	 * An environment that logs values which cannot be stored, that registers names one by
	 * one, whose joiners are limited by the time of the JVM, and whose events nobody
	 * listens to.
	 * @param node the node
	 * @param entries where the entries lie
	 * @param codec turns values into bytes
	 * @param executor runs decoding and all loaders but those of blocking calls
	 * @param time the node's wall clock; only expiry depends on it
	 * @param nanoTime the node's monotonic time in ns, the same as of the node's proof
	 * @param random where jitter comes from
	 */
	public RegionEnvironment(Node node, EntryStore entries, ValueCodec codec, Executor executor, InstantSource time,
			LongSupplier nanoTime, RandomGenerator random) {
		this(node, new WriteBehind(entries, nanoTime), Registrations.immediate(node, nanoTime), codec,
				UnstorableValues.logged(), executor, time, nanoTime, random, LoadWaits.byTimeOfJvm(), RegionEvents.NONE,
				Observer.NONE);
	}

}
