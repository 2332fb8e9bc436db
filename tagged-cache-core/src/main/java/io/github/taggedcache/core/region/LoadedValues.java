package io.github.taggedcache.core.region;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.region.Load.Loaded;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a loaded value: it gets its tags, is stored, and is handed to those who
 * joined the load.
 * <p>
 * A result is handed to a joiner only if, judged at that moment under the load's token,
 * nothing newer is known for its tags or its key: the load may have read what an
 * invalidation since then made old, and the joiner may have come after that invalidation.
 * Else the joiner loads again, under the version of that judgement. Nobody joins more
 * than {@value #MAX_JOINS} times; who was turned away that often loads alone, so a call
 * ends also where invalidations never do.
 * <p>
 * A load that failed fails those who joined it: they would have met the same. One that
 * was interrupted or cancelled does not.
 */
final class LoadedValues {

	static final int MAX_JOINS = 3;

	private final Region region;

	LoadedValues(Region region) {
		this.region = region;
	}

	static Loaded tagged(LoadCall call, @Nullable Object value) {
		Set<String> tags = new LinkedHashSet<>(call.tags(value));
		tags.addAll(call.scope().tags());
		return new Loaded(value, List.copyOf(tags));
	}

	CompletableFuture<Boolean> store(LoadCall call, Loaded loaded, long token) {
		if (!call.scope().isStored()) {
			return CompletableFuture.completedFuture(false);
		}
		return this.region.store(call.key(), NewEntry.of(loaded.value(), call.type().toWrite(loaded.value()),
				loaded.tags(), call.scope().timeToLive()), token);
	}

	/**
	 * Asks what another load may have stored in the meantime.
	 */
	CompletableFuture<Lookup> lookAgain(LoadCall call) {
		return this.region.lookAgain(call.key(), call.callTags());
	}

	/**
	 * What another load stored in the meantime, if that is what the lookup found.
	 */
	@Nullable Loaded stored(Lookup lookup, LoadCall call) {
		Hit hit = this.region.decode(lookup, call.type());
		if (hit == null) {
			return null;
		}
		this.region.statistics().recordCoalesced();
		return new Loaded(hit.value(), lookup.tags());
	}

	CompletableFuture<Standing> standing(LoadCall call, Loaded loaded, Load load) {
		return this.region.standing(call.key(), loaded.tags(), load.token()).thenApply((standing) -> {
			if (standing.isCurrent()) {
				this.region.statistics().recordCoalesced();
			}
			return standing;
		});
	}

	/**
	 * The load token of a call that found nothing: the older one of that of its arrival
	 * and that of its lookup.
	 */
	static long token(LoadCall call, Lookup lookup) {
		return (call.token() != LoadCall.NO_TOKEN) ? Math.min(call.token(), lookup.token()) : lookup.token();
	}

	void ended(long start) {
		this.region.statistics().recordLoad(System.nanoTime() - start);
	}

	static boolean isOfOneCaller(@Nullable Throwable cause) {
		return cause instanceof InterruptedException || cause instanceof CancellationException
				|| (cause instanceof StoreException && cause.getCause() instanceof InterruptedException);
	}

}
