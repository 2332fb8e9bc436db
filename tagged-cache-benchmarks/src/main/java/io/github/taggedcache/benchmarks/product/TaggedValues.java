package io.github.taggedcache.benchmarks.product;

import java.util.Objects;
import java.util.stream.LongStream;

import io.github.taggedcache.TaggedCache;

import org.springframework.cache.Cache.ValueWrapper;

/**
 * A tagged cache that holds values of one kind, all of them in memory.
 */
public final class TaggedValues implements AutoCloseable {

	private static final int KEYS = 1000;

	private final Long[] keys = LongStream.range(0, KEYS).boxed().toArray(Long[]::new);

	private final TaggedApplication application = new TaggedApplication(KEYS * 2);

	private final TaggedCache cache;

	/**
	 * Starts an application, and fills its cache.
	 * @param kind the kind of the values
	 */
	public TaggedValues(ValueKind kind) {
		this.cache = Objects.requireNonNull(this.application.manager().getCache(kind.name()));
		for (Long key : this.keys) {
			this.cache.put(key, kind.of(key), Article.tags(key, 3));
		}
	}

	/**
	 * Reads a value, and fails where that is no hit.
	 * @param number any number; the keys are read in turn
	 * @return the value
	 */
	public Object hit(int number) {
		ValueWrapper found = Objects.requireNonNull(this.cache.get(this.keys[number % KEYS]), "Not a hit");
		return Objects.requireNonNull(found.get());
	}

	@Override
	public void close() {
		this.application.close();
	}

}
