package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.load.BatchLoader.Loaded;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import org.jspecify.annotations.Nullable;

/**
 * Many keys of a caller outside annotated methods, who gives a loader for all that are
 * missing, and a function for the tags of one value.
 *
 * @param cache the cache
 * @param types the types of its values
 * @param loader makes the values of the missing keys
 * @param tags gives the tags of one value
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
record DirectBatch<K, V extends @Nullable Object>(RegionCache cache, ValueTypes types,
		Function<? super List<K>, ? extends Map<? extends K, ? extends V>> loader,
		BiFunction<? super K, ? super V, ? extends Collection<String>> tags) implements BatchCall<K> {

	@Override
	public long token() {
		return LoadCall.NO_TOKEN;
	}

	@Override
	public String source() {
		return "The loader";
	}

	@Override
	public DeclaredTags declared(K key) {
		return new TagsOfKey<>(this, key);
	}

	/**
	 * The keys of the result are told apart as keys of the cache are: a loader that was
	 * asked for {@code 7L} may answer for {@code 7}. Values that nobody asked for are
	 * left out.
	 */
	@Override
	public List<@Nullable Loaded> load(List<K> missing) {
		Map<? extends K, ? extends V> made = this.loader.apply(missing);
		if (made == null) {
			throw new IllegalStateException("The loader of getAll in region '" + this.cache.getName()
					+ "' returned null. It must return a map, which may be empty");
		}
		Map<EntryKey, Loaded> byKey = new HashMap<>();
		made.forEach((key, value) -> byKey.put(this.cache.entryKey(key), new Loaded(value, true)));
		List<@Nullable Loaded> loaded = new ArrayList<>(missing.size());
		missing.forEach((key) -> loaded.add(byKey.get(this.cache.entryKey(key))));
		return loaded;
	}

	private Collection<String> tags(K key, @Nullable Object value) {
		Collection<String> found = this.tags.apply(key, RegionAccess.<V>cast(value));
		if (found == null) {
			throw new IllegalStateException("The function that gives the tags of a value in region '"
					+ this.cache.getName() + "' returned null. It must return a collection, which may be empty");
		}
		Set<String> names = new LinkedHashSet<>();
		found.forEach((tag) -> names.add(TagName.require(tag)));
		return names;
	}

	/**
	 * The tags of one key. Nothing is known of them before there is a value, and nothing
	 * stands for the function that gives them.
	 *
	 * @param batch the call
	 * @param key the key
	 * @param <K> the type of the keys
	 */
	private record TagsOfKey<K>(DirectBatch<K, ?> batch, K key) implements DeclaredTags {

		@Override
		public long templates() {
			return UNKNOWN_TEMPLATES;
		}

		@Override
		public List<String> callTags() {
			return List.of();
		}

		@Override
		public Collection<String> tags(@Nullable Object value) {
			return this.batch.tags(this.key, value);
		}

	}

}
