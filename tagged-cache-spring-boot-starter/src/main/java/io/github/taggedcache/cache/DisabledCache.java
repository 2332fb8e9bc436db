package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.TaggedCache;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.support.NoOpCache;

/**
 * A cache that is always empty.
 */
final class DisabledCache extends NoOpCache implements TaggedCache {

	DisabledCache(String name) {
		super(name);
	}

	@Override
	public void put(Object key, @Nullable Object value, String... tags) {
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> loader, String... tags) {
		return get(key, loader);
	}

	@Override
	public <K> Map<K, @Nullable Object> getAll(Iterable<? extends K> keys) {
		return new LinkedHashMap<>();
	}

	@Override
	public <K, V extends @Nullable Object> Map<K, V> getAll(Iterable<? extends K> keys,
			Function<? super List<K>, ? extends Map<? extends K, ? extends V>> loader,
			BiFunction<? super K, ? super V, ? extends Collection<String>> tags) {
		Map<K, V> values = new LinkedHashMap<>();
		Set<K> distinct = new LinkedHashSet<>();
		keys.forEach(distinct::add);
		if (distinct.isEmpty()) {
			return values;
		}
		Map<? extends K, ? extends V> made = loader.apply(List.copyOf(distinct));
		for (K key : distinct) {
			if (made.containsKey(key)) {
				values.put(key, made.get(key));
			}
		}
		return values;
	}

	@Override
	public Explanation explain(Object key) {
		return new Explanation(getName(), "", Explanation.Outcome.MISS, MissReason.ABSENT,
				"A miss: caching is switched off (spring.cache.type or tagged-cache.enabled).", null, null, List.of(),
				null, null, false, null, null);
	}

	@Override
	public void putAll(Map<?, ? extends @Nullable Object> entries, String... tags) {
	}

}
