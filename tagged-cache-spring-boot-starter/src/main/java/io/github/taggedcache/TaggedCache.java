package io.github.taggedcache;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * Spring's cache, with tags for access outside annotated methods.
 * <p>
 * Keys become text by a canonical form of a closed list of types (text, numbers,
 * booleans, characters, enums, UUID, {@code java.time}, arrays, collections, maps,
 * records, and what a {@code Converter<T, String>} bean converts). Values are bound to
 * the region's type: the one that a {@link RegionCustomizer} declares, else the return
 * type of the first annotated method of the region. Where there is neither, simple values
 * (text, numbers, booleans, UUID, {@code java.time}) work as they are, and anything else
 * is an {@link IllegalStateException} that says what to declare.
 * <p>
 * Failures of the store go to the application's
 * {@link org.springframework.cache.interceptor.CacheErrorHandler}. The one of this
 * library logs those of reads and puts, which then act as misses and as nothing, and
 * throws those of evictions and invalidations.
 * <p>
 * A value that would not come back from its bytes as what it is cannot be stored. By
 * default that is logged once for each kind of problem: a loaded value goes to the caller
 * and is not cached, and a put removes what was there before. With
 * {@code tagged-cache.on-unstorable-value=fail} the caller gets an
 * {@link IllegalStateException} that names the problem and the remedy; a put removes what
 * was there before all the same.
 */
public interface TaggedCache extends Cache {

	/**
	 * Puts a value with tags. One round trip; a second one if something may have happened
	 * to the tags or the key meanwhile. When this method returns it is in the store, and
	 * other nodes replace what they have in memory as they follow
	 * {@link TaggedCacheManager invalidations}. Not stored if one of the tags is
	 * invalidated, or the key put or evicted, by somebody else in the meantime. The value
	 * is taken to be current at the time of the call: what was read from a database
	 * before an invalidation and is put after it is stale; use
	 * {@link #get(Object, Callable, String...)} where that can happen.
	 * @param key the key. Integral numbers of all widths are one key: {@code 7} is
	 * {@code 7L}, here and in all methods of this cache
	 * @param value the value, which may be null
	 * @param tags its tags; duplicates collapse
	 * @throws IllegalArgumentException if the key or a tag is none
	 */
	void put(Object key, @Nullable Object value, String... tags);

	/**
	 * Reads a value, or loads it and stores it with tags. A hit in the memory of the node
	 * takes no round trip. One in the store takes one, or two if the node does not know
	 * enough of the invalidations to judge it and the entry has other tags than these; a
	 * miss one, then after the load one or two. One load at a time runs for a key on this
	 * node; who comes meanwhile gets its value, unless that was invalidated in the
	 * meantime. A value whose tags were invalidated during the load is returned, but not
	 * stored.
	 * @param <T> the type of the value
	 * @param key the key
	 * @param loader makes the value; may say more about it by {@link CurrentLoad}
	 * @param tags the tags of the value; duplicates collapse
	 * @return the value, which may be null
	 * @throws ValueRetrievalException if the loader throws
	 * @throws IllegalArgumentException if the key or a tag is none
	 */
	<T> @Nullable T get(Object key, Callable<T> loader, String... tags);

	/**
	 * Reads several values. No round trip for those in the memory of the node; for all
	 * others together one, or two if this node does not know enough of the invalidations
	 * to judge their tags, whatever the number of keys.
	 * @param <K> the type of the keys
	 * @param keys the keys; may be iterated only once
	 * @return the values found, in the order of the keys; what is missing has no mapping,
	 * and a cached null is mapped to null
	 * @throws IllegalArgumentException if one of the keys is none
	 */
	<K> Map<K, @Nullable Object> getAll(Iterable<? extends K> keys);

	/**
	 * Reads several values, and loads those that are missing by one call of a loader.
	 *
	 * <pre class="code">
	 * Map&lt;Long, Article&gt; found = cache.getAll(ids, this.articles::loadAll,
	 *         (id, article) -> List.of(Tag.of("article", id), Tag.of("author", article.author())));
	 * </pre>
	 *
	 * The round trips of {@link #getAll(Iterable)}; after the load none that anybody
	 * waits for, or, if the region writes through or Redis has to judge the values, one
	 * or two for all of them together. Each value is stored or refused alone: one whose
	 * tags were invalidated during the load is returned and not stored. The load joins no
	 * load of another caller. An entry that is stale counts as missing, and stands in
	 * only if the loader throws and each missing key has one.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param keys the keys; may be iterated only once
	 * @param loader makes the values of the missing keys. It is given these in the order
	 * of the call, each once, and is not called if there are none. A key that it maps to
	 * null has a null value; a key that it leaves out has no value, and is not cached.
	 * What it gives for other keys is left out. It may say more about all of the values
	 * by {@link CurrentLoad}; what it throws is thrown as it is
	 * @param tags gives the tags of a value: one that was loaded, and one that was found,
	 * which serves only if none of these tags was invalidated since it was made. The
	 * value may be null if the loader gives nulls
	 * @return the values in the order of the keys; what has no value has no mapping
	 * @throws IllegalArgumentException if one of the keys or tags is none
	 */
	<K, V extends @Nullable Object> Map<K, V> getAll(Iterable<? extends K> keys,
			Function<? super List<K>, ? extends Map<? extends K, ? extends V>> loader,
			BiFunction<? super K, ? super V, ? extends Collection<String>> tags);

	/**
	 * Puts several values, each with all of these tags. One round trip for up to 100
	 * values, else two, whatever their number; one more if something may have happened to
	 * the tags or a key meanwhile. Each entry is put or not as by
	 * {@link #put(Object, Object, String...)}.
	 * @param entries the values by key
	 * @param tags the tags of each of them; duplicates collapse
	 * @throws IllegalArgumentException if one of the keys or tags is none; nothing is put
	 * then
	 */
	void putAll(Map<?, ? extends @Nullable Object> entries, String... tags);

	/**
	 * Explains what the next read of a key would find on this node, and why, as
	 * {@link TaggedCacheManager#explain} does.
	 * @param key the key
	 * @return the explanation, as of now
	 * @throws IllegalArgumentException if the key is of a type that keys cannot have
	 */
	Explanation explain(Object key);

}
