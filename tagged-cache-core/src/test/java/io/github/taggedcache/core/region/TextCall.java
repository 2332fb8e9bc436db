package io.github.taggedcache.core.region;

import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.event.RefreshOutcome;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.Reload;
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

	private LoadScope scope = new LoadScope();

	private final List<StoreException> failures = new CopyOnWriteArrayList<>();

	private final long token;

	private boolean inTransaction;

	private @Nullable Reload reload;

	private long replaces = NOTHING;

	private ValueTypes type = Workbench.TEXT;

	private @Nullable Dependencies collector;

	TextCall(EntryKey key, List<String> callTags, Function<Object, Collection<String>> tags) {
		this(key, callTags, tags, NO_TOKEN);
	}

	private TextCall(EntryKey key, List<String> callTags, Function<Object, Collection<String>> tags, long token) {
		this.key = key;
		this.callTags = callTags;
		this.tags = tags;
		this.token = token;
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

	/**
	 * A call whose tags cannot be evaluated.
	 */
	static TextCall taggedInVain() {
		return new TextCall(Workbench.KEY, new AbstractList<>() {

			@Override
			public String get(int index) {
				throw new IllegalStateException("No tags");
			}

			@Override
			public int size() {
				return 1;
			}

		}, (value) -> List.of());
	}

	/**
	 * The same call, which took its load token when it arrived.
	 */
	TextCall arrivedAt(long token) {
		return new TextCall(this.key, this.callTags, this.tags, token);
	}

	/**
	 * The same call in the scope of several.
	 */
	TextCall in(LoadScope shared) {
		TextCall call = arrivedAt(this.token);
		call.scope = shared;
		return call;
	}

	/**
	 * The same call, which is made for another value.
	 */
	TextCall madeFor(Dependencies other) {
		TextCall call = in(this.scope);
		call.collector = other;
		return call;
	}

	/**
	 * The same call, whose loader may see an older state.
	 */
	TextCall inTransaction() {
		TextCall call = arrivedAt(this.token);
		call.inTransaction = true;
		return call;
	}

	/**
	 * The same call, whose value can be loaded again.
	 */
	TextCall reloaded(Region region, Callable<String> loader) {
		TextCall call = arrivedAt(this.token);
		call.reload = (replaced) -> {
			TextCall again = new TextCall(this.key, this.callTags, this.tags);
			again.replaces = replaced;
			AtomicBoolean loaded = new AtomicBoolean();
			try {
				region.get(again, () -> {
					loaded.set(true);
					return loader.call();
				});
				return CompletableFuture.completedFuture(loaded.get() ? RefreshOutcome.LOADED : RefreshOutcome.FOUND);
			}
			catch (LoadFailedException ex) {
				return CompletableFuture.failedFuture(ex.thrown());
			}
		};
		return call;
	}

	/**
	 * The same call for a value of another type.
	 */
	TextCall as(ValueTypes type) {
		TextCall call = arrivedAt(this.token);
		call.type = type;
		return call;
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
		return this.type;
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
		return this.token;
	}

	@Override
	public boolean mayRenewToken() {
		return !this.inTransaction;
	}

	@Override
	public @Nullable Reload reload() {
		return this.reload;
	}

	@Override
	public long replaces() {
		return this.replaces;
	}

	@Override
	public LoadScope scope() {
		return this.scope;
	}

	@Override
	public @Nullable Dependencies collector() {
		return this.collector;
	}

	@Override
	public void notStored(RuntimeException ex, @Nullable Object value) {
		if (!(ex instanceof StoreException failure)) {
			throw ex;
		}
		this.failures.add(failure);
	}

}
