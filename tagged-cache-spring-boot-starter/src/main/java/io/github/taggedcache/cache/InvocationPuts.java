package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.taggedcache.core.load.Inherited;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.NewEntry;
import io.github.taggedcache.core.store.Futures;
import org.jspecify.annotations.Nullable;

/**
 * Stores what the method of a call returned, for one view. Without a token nothing is
 * stored; an explicit put then evicts, so that no older value outlives it. It does so too
 * where there is no entry to put, because a template or the codec fails. In a transaction
 * all of it waits for the commit.
 *
 * @param view the view
 * @param invocation its call
 */
record InvocationPuts(InvocationCache view, Invocation invocation) {

	/**
	 * Stores a value. For a method with a future or publisher all of it happens on the
	 * cache's executor: what is thrown here would be lost on its way through Spring's
	 * subscriber.
	 */
	void put(Object key, @Nullable Object value) {
		RegionAccess access = this.view.access();
		JoinedWrites writes = this.invocation.writes();
		Consumer<RuntimeException> failure = (ex) -> this.view.errors().put(ex, key, value);
		if (!this.invocation.call().isAsync()) {
			writes.write(send(this.view.key(key), value, failure), failure, access.writer());
			return;
		}
		this.invocation.endLoad(null);
		CompletableFuture<?> sent = Futures.compose(CompletableFuture.completedFuture(key),
				(same) -> send(this.view.key(same), value, failure), access.writer());
		CompletableFuture<?> written = JoinedWrites.handled(sent, failure, access.writer());
		writes.add(written);
		access.writing(this.view.own(key), written);
	}

	private CompletableFuture<Boolean> send(EntryKey key, @Nullable Object value, Consumer<RuntimeException> late) {
		long token = this.invocation.token();
		LoadScope scope = this.invocation.tags().scope();
		this.view.asked().putUnder(key);
		if (token == LoadToken.NONE || !scope.isStored()) {
			return evictPut(key);
		}
		try {
			Collection<String> tags = this.view.declared().tags(value);
			if (!scope.isStored()) {
				return evictPut(key);
			}
			this.invocation.handOver().storedWith(tags);
			Inherited inherited = this.invocation.tags().inherited();
			NewEntry entry = NewEntry.of(value, this.invocation.call().type(), tags, scope.timeToLive())
				.taggedBy(this.view.declared())
				.madeFrom(inherited);
			return write(key, entry, Math.min(token, inherited.asOf()), late);
		}
		catch (RuntimeException ex) {
			return evictPut(key).thenCompose((done) -> CompletableFuture.failedFuture(ex));
		}
	}

	/**
	 * Evicts in the place of an explicit put.
	 */
	private CompletableFuture<Boolean> evictPut(EntryKey key) {
		return this.view.isPut() ? this.view.transaction().evictAtCommitOrNow(key)
				: CompletableFuture.completedFuture(false);
	}

	/**
	 * Writes an entry, in a transaction after the commit. If the transaction has ended
	 * meanwhile, whether it has committed is not known here.
	 */
	private CompletableFuture<Boolean> write(EntryKey key, NewEntry entry, long token,
			Consumer<RuntimeException> late) {
		RegionTransaction transaction = this.view.transaction();
		if (this.view.isPut()) {
			if (!transaction.isThere()) {
				return this.view.region().put(Map.of(key, entry), token);
			}
			return transaction.put(key, entry, token, late) ? CompletableFuture.completedFuture(false)
					: this.view.region().evict(key);
		}
		if (!transaction.isThere()) {
			return this.view.region().store(key, entry, token, late);
		}
		transaction.store(key, entry, token, late);
		return CompletableFuture.completedFuture(false);
	}

}
