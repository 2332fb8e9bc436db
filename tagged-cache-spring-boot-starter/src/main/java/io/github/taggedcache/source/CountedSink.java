package io.github.taggedcache.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.github.taggedcache.InvalidationSink;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;

/**
 * The sink of one source, from its start to its stop.
 */
final class CountedSink implements InvalidationSink {

	private final String source;

	private final Node node;

	private final BiFunction<String, Object, CompletableFuture<?>> eviction;

	private final LongAdder failures;

	private volatile boolean stopped;

	/**
	 * Creates a sink.
	 * @param source the name of the source, for messages
	 * @param node records the invalidations of tags
	 * @param eviction evicts a key of a region
	 * @param failures counts invalidations that were not recorded
	 */
	CountedSink(String source, Node node, BiFunction<String, Object, CompletableFuture<?>> eviction,
			LongAdder failures) {
		this.source = source;
		this.node = node;
		this.eviction = eviction;
		this.failures = failures;
	}

	@Override
	public void invalidateTags(String... tags) {
		invalidate(Mode.HARD, tags);
	}

	@Override
	public void softInvalidateTags(String... tags) {
		invalidate(Mode.SOFT, tags);
	}

	private void invalidate(Mode mode, String... tags) {
		Set<String> names = new LinkedHashSet<>();
		for (String tag : tags) {
			names.add(TagName.require(tag));
		}
		record(() -> this.node.invalidate(names, mode));
	}

	@Override
	public void evict(String region, Object key) {
		record(() -> this.eviction.apply(region, key));
	}

	@Override
	public void invalidateAll() {
		record(() -> this.node.invalidate(List.of(TagName.NAMESPACE), Mode.HARD));
	}

	private void record(Supplier<CompletableFuture<?>> invalidation) {
		if (this.stopped) {
			throw new IllegalStateException(
					"The InvalidationSource '" + this.source + "' was stopped: its sink takes no more invalidations");
		}
		try {
			Futures.await(invalidation.get());
		}
		catch (StoreException ex) {
			this.failures.increment();
			throw ex;
		}
	}

	void stop() {
		this.stopped = true;
	}

}
