package io.github.taggedcache.endpoint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.event.RegionStatistics;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.region.UnstorableValues;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows this node and its regions, and invalidates tags on all nodes. Explanations of
 * keys, and the invalidation log, are added by {@link TaggedCacheEndpointWebExtension}
 * over HTTP and by {@link TaggedCacheEndpointJmxExtension} over JMX.
 */
@Endpoint(id = "taggedcache")
public final class TaggedCacheEndpoint {

	/** Most reasons that are shown. */
	private static final int REASONS = 20;

	private final TaggedCacheManager manager;

	private final String namespace;

	private final Node node;

	private final UnstorableValues unstorable;

	private final Supplier<EventsDescriptor> events;

	private final KeyVerbs verbs;

	/**
	 * Creates an endpoint.
	 * @param manager the manager of the caches
	 * @param namespace the namespace
	 * @param node the node
	 * @param unstorable the values of this node that could not be stored
	 * @param events tells of the queue of events
	 */
	public TaggedCacheEndpoint(TaggedCacheManager manager, String namespace, Node node, UnstorableValues unstorable,
			Supplier<EventsDescriptor> events) {
		this.manager = manager;
		this.namespace = namespace;
		this.node = node;
		this.unstorable = unstorable;
		this.events = events;
		this.verbs = new KeyVerbs(manager);
	}

	/**
	 * Shows this node. No round trip.
	 * @return the node, the counts of each region by its name, and why values could not
	 * be stored
	 */
	@ReadOperation
	public CachesDescriptor caches() {
		Map<String, RegionDescriptor> regions = new TreeMap<>();
		for (String name : this.manager.getCacheNames()) {
			Region region = Regions.find(this.manager, name);
			if (region != null) {
				regions.put(name, RegionDescriptor.of(region));
			}
		}
		List<UnstorableDescriptor> reasons = this.unstorable.newest(REASONS)
			.stream()
			.map(UnstorableDescriptor::of)
			.toList();
		return new CachesDescriptor(this.namespace, this.node.origin(), this.node.isStrict() ? "strict" : "bounded",
				FollowerDescriptor.of(this.node), this.node.held(), regions, reasons, this.events.get());
	}

	/**
	 * Invalidates tags, evicts keys of a region, and evicts the keys of the region that
	 * match a pattern; or counts the entries that would go. One round trip for the tags,
	 * one for the keys; a pattern and a count scan the store, for some five seconds a
	 * call.
	 * @param tags the tags; what is not a text counts as its text
	 * @param region the name of the region of the keys and of the pattern
	 * @param keys the texts of the keys, each of which may stand for more than one key
	 * @param pattern what further keys match: {@code *} is any characters, {@code ?} is
	 * one, a backslash takes the next character literally
	 * @param dryRun whether to count only
	 * @param cursor where to go on
	 * @return what was done; null if nothing but tags was invalidated
	 * @throws InvalidEndpointRequestException if there is nothing to invalidate, or
	 * something is not valid; nothing is invalidated then
	 */
	@WriteOperation
	public @Nullable InvalidationDescriptor invalidate(String @Nullable [] tags, @Nullable String region,
			String @Nullable [] keys, @Nullable String pattern, @Nullable Boolean dryRun, @Nullable String cursor) {
		return invalidate(tags, region, keys, pattern, dryRun, cursor, false);
	}

	@Nullable InvalidationDescriptor invalidate(String @Nullable [] tags, @Nullable String region, String @Nullable [] keys,
			@Nullable String pattern, @Nullable Boolean dryRun, @Nullable String cursor, boolean showKeys) {
		return this.verbs.invalidate(tags, region, keys, pattern, dryRun, cursor, showKeys);
	}

	KeysDescriptor keys(@Nullable String region, @Nullable String tag, @Nullable String pattern,
			@Nullable String cursor, @Nullable Integer limit, boolean showKeys) {
		return this.verbs.list(region, tag, pattern, cursor, limit, showKeys);
	}

	/**
	 * Evicts a key on all nodes, from their memory and from the store. The text may stand
	 * for more than one key, and then all of them are evicted: the text itself, the whole
	 * number or UUID that it spells, and the key whose stored form it is. One round trip
	 * for each; all at the same time.
	 * @param region the name of the region
	 * @param key the text of the key
	 * @throws UnknownRegionException if this node has no region of this name
	 * @throws StoreException if the eviction of one of them could not be recorded,
	 * whatever error handler the caches have
	 * @throws InvalidEndpointRequestException if the text is empty
	 */
	void evict(String region, String key) {
		// Not by the cache: its error handler may swallow what the caller must hear
		Region store = Regions.require(this.manager, region);
		List<EntryKey> keys = NamedKeys.of(region, key);
		Futures.await(CompletableFuture.allOf(keys.stream().map(store::evict).toArray(CompletableFuture<?>[]::new)));
	}

	/**
	 * This node and its caches.
	 *
	 * @param namespace the namespace
	 * @param node what stands for this node in the invalidation log
	 * @param consistency strict or bounded
	 * @param follower how the node follows the log; null if it does not
	 * @param pendingInvalidations tags and keys whose invalidation is not recorded yet
	 * @param regions the regions by name
	 * @param unstorable why values could not be stored, the newest reasons first
	 * @param events the queue of events
	 */
	public record CachesDescriptor(String namespace, String node, String consistency,
			@Nullable FollowerDescriptor follower, int pendingInvalidations, Map<String, RegionDescriptor> regions,
			List<UnstorableDescriptor> unstorable, EventsDescriptor events) implements OperationResponseBody {

	}

	/**
	 * The queue of events for the listeners of the application.
	 *
	 * @param waiting calls of listeners that wait
	 * @param dropped calls of listeners that did not fit into the queue
	 */
	public record EventsDescriptor(int waiting, long dropped) {

	}

	/**
	 * One region of this node.
	 *
	 * @param timeToLive how long entries are kept, as ISO 8601 says it; PT0S means no
	 * expiry
	 * @param nearHits reads answered from the memory of this node
	 * @param remoteHits reads answered from the store
	 * @param misses reads that were not
	 * @param puts entries written
	 * @param removals keys that a call evicted; a clear counts once
	 * @param refused values not stored because something newer was known
	 * @param unstorable values not stored because they would not come back as what they
	 * are
	 */
	public record RegionDescriptor(String timeToLive, long nearHits, long remoteHits, long misses, long puts,
			long removals, long refused, long unstorable) {

		static RegionDescriptor of(Region region) {
			RegionStatistics counts = region.statistics();
			return new RegionDescriptor(region.settings().timeToLive().toString(), counts.nearHits(),
					counts.remoteHits(), counts.misses(), counts.puts(), counts.removals(), counts.refused(),
					counts.unstorable());
		}

	}

	/**
	 * Why values could not be stored.
	 *
	 * @param declaredBy who declared the type: a method, or a region's customizer
	 * @param kind the kind of problem
	 * @param region the region that the newest of the values was meant for
	 * @param message what would not come back, and what to do about it
	 * @param count number of values with this problem
	 */
	public record UnstorableDescriptor(String declaredBy, String kind, String region, String message, long count) {

		static UnstorableDescriptor of(UnstorableValues.Problem problem) {
			return new UnstorableDescriptor(problem.declaredBy(), problem.kind(), problem.region(), problem.message(),
					problem.count());
		}

	}

}
