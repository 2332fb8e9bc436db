package io.github.taggedcache.model;

import java.util.Collection;
import java.util.List;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.model.Data.Item;
import org.jspecify.annotations.Nullable;

/**
 * A call that may load a key of the model.
 *
 * @param item the key
 * @param scope what its loader says
 * @param reload loads the key again in the background; null if nothing can
 * @param replaces the entry that this call is to replace
 * @param obliged is told what the call must reflect from when it leaves its load, and
 * what it is served then
 */
record ModelLoadCall(Item item, LoadScope scope, @Nullable Reload reload, long replaces,
		Obliged obliged) implements LoadCall {

	ModelLoadCall(Item item, @Nullable Reload reload, Obliged obliged) {
		this(item, new LoadScope(), reload, NOTHING, obliged);
	}

	/**
	 * A call in the background.
	 */
	static ModelLoadCall replacing(Item item, long replaced) {
		return new ModelLoadCall(item, new LoadScope(), null, replaced, Obliged.NEVER);
	}

	@Override
	public EntryKey key() {
		return this.item.key();
	}

	/**
	 * Asked also when a stale value is about to stand in for the load, before the value
	 * is judged.
	 */
	@Override
	public ValueTypes type() {
		this.obliged.asked();
		return Calls.TYPE;
	}

	/**
	 * Asked right before the caller gets what was found.
	 */
	@Override
	public boolean accepts(Collection<String> tags) {
		this.obliged.served();
		return true;
	}

	@Override
	public long templates() {
		return this.item.templates();
	}

	@Override
	public List<String> callTags() {
		return this.item.callTags();
	}

	@Override
	public Collection<String> tags(@Nullable Object value) {
		return this.item.tags(value);
	}

	@Override
	public long token() {
		return NO_TOKEN;
	}

	@Override
	public void notStored(RuntimeException ex, @Nullable Object value) {
		if (!(ex instanceof StoreException)) {
			throw ex;
		}
	}

	/**
	 * Watches what the caller must be served if it leaves its load.
	 */
	interface Obliged {

		Obliged NEVER = new Obliged() {

			@Override
			public void asked() {
			}

			@Override
			public void served() {
			}

		};

		void asked();

		void served();

	}

}
