package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import org.jspecify.annotations.Nullable;

/**
 * The cache manager over the regions of one node.
 */
public final class RegionCacheManager implements TaggedCacheManager {

	private final Map<String, RegionCache> caches = new ConcurrentHashMap<>();

	private final List<Consumer<RegionCache>> creationListeners = new CopyOnWriteArrayList<>();

	private final Node node;

	private final Function<String, RegionCache> factory;

	private final Set<String> declared;

	private final boolean dynamic;

	/**
	 * Creates a manager.
	 * @param node the node
	 * @param factory makes the cache for a name
	 * @param declared the names that were declared; these caches are made now
	 * @param dynamic whether others are made when they are asked for
	 */
	public RegionCacheManager(Node node, Function<String, RegionCache> factory, Collection<String> declared,
			boolean dynamic) {
		this.node = node;
		this.factory = factory;
		this.declared = new TreeSet<>(declared);
		this.dynamic = dynamic;
		this.declared.forEach(this::cache);
	}

	/**
	 * Makes the cache without a lock held, since customizers are called; of two made at
	 * once the second is dropped.
	 */
	private RegionCache cache(String name) {
		RegionCache made = this.factory.apply(name);
		RegionCache other = this.caches.putIfAbsent(name, made);
		if (other != null) {
			return other;
		}
		this.creationListeners.forEach((listener) -> listener.accept(made));
		return made;
	}

	/**
	 * Has caches shown to a listener when they are made from now on.
	 * @param listener the listener
	 */
	public void onCreation(Consumer<RegionCache> listener) {
		this.creationListeners.add(listener);
	}

	@Override
	public @Nullable TaggedCache getCache(String name) {
		RegionCache known = this.caches.get(name);
		return (known != null || !this.dynamic) ? known : cache(name);
	}

	@Override
	public Collection<String> getCacheNames() {
		return new TreeSet<>(this.caches.keySet());
	}

	/**
	 * Checks that a cache of this name exists or may be made.
	 * @param name the name
	 * @param user who uses it, for the message
	 * @throws IllegalStateException if it does not
	 */
	void requireKnown(String name, Supplier<String> user) {
		if (!this.dynamic && !this.declared.contains(name)) {
			throw new SetupException(
					user.get() + " uses the cache '" + name + "', which is not declared. Declared are " + this.declared
							+ ".",
					"Add tagged-cache.caches" + (name.matches("[A-Za-z0-9_-]+") ? "." + name : "[" + name + "]")
							+ " to the configuration, or set tagged-cache.dynamic-caches to true.");
		}
	}

	/**
	 * Whether caches are made when they are asked for.
	 */
	boolean isDynamic() {
		return this.dynamic;
	}

	Node node() {
		return this.node;
	}

	@Override
	public void invalidateTags(String... tags) {
		invalidate(InvalidationMode.HARD, tags);
	}

	@Override
	public void softInvalidateTags(String... tags) {
		invalidate(InvalidationMode.SOFT, tags);
	}

	private void invalidate(InvalidationMode mode, String... tags) {
		Set<String> names = new LinkedHashSet<>();
		for (String tag : tags) {
			names.add(TagName.require(tag));
		}
		Futures.await(invalidate(names, mode));
	}

	CompletableFuture<List<Appended>> invalidate(Collection<String> tags, InvalidationMode mode) {
		return this.node.invalidate(tags, (mode == InvalidationMode.SOFT) ? Mode.SOFT : Mode.HARD);
	}

	@Override
	public void invalidateAll() {
		Futures.await(this.node.invalidate(List.of(TagName.NAMESPACE), Mode.HARD));
	}

	@Override
	public void resetCaches() {
		invalidateAll();
	}

}
