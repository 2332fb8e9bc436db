package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.LoadCall;
import io.github.taggedcache.core.region.LoadScope;
import org.jspecify.annotations.Nullable;

/**
 * A call that reads or loads a value.
 *
 * @param key the key
 * @param type the types that it reads and writes
 * @param callTags the tags known before there is a value
 * @param tagger gives all tags of a value
 * @param token the load token of its arrival
 * @param scope what the loader says
 * @param failure is told that the value was not stored because something failed
 */
record CacheCall(EntryKey key, ValueTypes type, List<String> callTags,
		Function<@Nullable Object, Collection<String>> tagger, long token, LoadScope scope,
		BiConsumer<RuntimeException, @Nullable Object> failure) implements LoadCall {

	@Override
	public Collection<String> tags(@Nullable Object value) {
		return this.tagger.apply(value);
	}

	@Override
	public void notStored(RuntimeException ex, @Nullable Object value) {
		this.failure.accept(ex, value);
	}

}
