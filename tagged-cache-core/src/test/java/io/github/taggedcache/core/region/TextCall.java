package io.github.taggedcache.core.region;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * A call for a text.
 */
final class TextCall implements LoadCall {

	private final EntryKey key;

	private final List<String> callTags;

	private final Function<Object, Collection<String>> tags;

	private final LoadScope scope = new LoadScope();

	private final List<StoreException> failures = new CopyOnWriteArrayList<>();

	TextCall(EntryKey key, List<String> callTags, Function<Object, Collection<String>> tags) {
		this.key = key;
		this.callTags = callTags;
		this.tags = tags;
	}

	/**
	 * A call that knows its tags beforehand.
	 */
	static TextCall tagged(String... tags) {
		return new TextCall(Workbench.KEY, List.of(tags), (value) -> List.of(tags));
	}

	/**
	 * A call whose tags come from the value.
	 */
	static TextCall taggedByResult(Function<Object, Collection<String>> tags) {
		return new TextCall(Workbench.KEY, List.of(), tags);
	}

	List<StoreException> failures() {
		return this.failures;
	}

	@Override
	public EntryKey key() {
		return this.key;
	}

	@Override
	public ValueTypes type() {
		return Workbench.TEXT;
	}

	@Override
	public long templates() {
		return UNKNOWN_TEMPLATES;
	}

	@Override
	public List<String> callTags() {
		return this.callTags;
	}

	@Override
	public Collection<String> tags(@Nullable Object value) {
		return this.tags.apply(value);
	}

	@Override
	public long token() {
		return NO_TOKEN;
	}

	@Override
	public LoadScope scope() {
		return this.scope;
	}

	@Override
	public void notStored(RuntimeException ex, @Nullable Object value) {
		if (!(ex instanceof StoreException failure)) {
			throw ex;
		}
		this.failures.add(failure);
	}

}
