package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.LoadedValue.Storing;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.transaction.CacheTransaction;
import org.jspecify.annotations.Nullable;

/**
 * One call that reads or loads a value.
 *
 * @param key the key
 * @param type the types that it reads and writes
 * @param declared the tags that it declares
 * @param token the load token, taken when the call arrived
 * @param mayRenewToken whether its load sees the state of the moment that it begins
 * @param scope what the loader says about the value
 * @param failure is told if the value was not stored because something failed
 * @param reloads gives how the value is loaded again in the background
 * @param replaces which entry the call is to replace
 * @param loader names what loads the value
 * @param collector collects what another value is made from, for which the call is made
 * @param tooMuch is told that the value was made from too much
 * @param transaction the transaction that the call is made in; null if there is none
 */
record CacheCall(EntryKey key, ValueTypes type, DeclaredTags declared, long token, boolean mayRenewToken,
		LoadScope scope, BiConsumer<RuntimeException, @Nullable Object> failure, Supplier<@Nullable Reload> reloads,
		long replaces, Supplier<String> loader, @Nullable Dependencies collector, Runnable tooMuch,
		@Nullable CacheTransaction transaction) implements LoadCall {

	@Override
	public long templates() {
		return this.declared.templates();
	}

	@Override
	public List<String> callTags() {
		return this.declared.callTags();
	}

	@Override
	public Collection<String> tags(@Nullable Object value) {
		return this.declared.tags(value);
	}

	@Override
	public boolean isShared() {
		return this.transaction == null;
	}

	@Override
	public boolean accepts(Collection<String> tags) {
		return this.transaction == null || !this.transaction.isDirty(this.key, tags);
	}

	/**
	 * In a transaction the value is stored after the commit, and nobody waits for that
	 * now.
	 */
	@Override
	public Storing storing(@Nullable Object value, Collection<String> tags, Supplier<Storing> store) {
		if (this.transaction == null) {
			return store.get();
		}
		this.transaction.store(this.key, tags, () -> store.get().stored(), (ex) -> notStored(ex, value));
		return Storing.not();
	}

	@Override
	public String source() {
		return this.loader.get();
	}

	@Override
	public void madeFromTooMuch() {
		this.tooMuch.run();
	}

	@Override
	public @Nullable Reload reload() {
		return this.reloads.get();
	}

	@Override
	public void notStored(RuntimeException ex, @Nullable Object value) {
		this.failure.accept(ex, value);
	}

}
