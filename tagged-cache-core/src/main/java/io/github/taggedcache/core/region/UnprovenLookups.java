package io.github.taggedcache.core.region;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearEntry;
import io.github.taggedcache.core.outage.NearFallback;
import io.github.taggedcache.core.region.Lookup.Miss;
import io.github.taggedcache.core.region.Lookup.NearHit;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What lookups give if the store failed to judge near entries that may be served all the
 * same. The failure is an event, as is each entry that is served.
 */
final class UnprovenLookups {

	/** A load token that lets nothing be stored. */
	private static final long OLDEST = 0;

	private final String region;

	private final NearFallback fallback;

	private final RegionEvents events;

	UnprovenLookups(String region, NearFallback fallback, RegionEvents events) {
		this.region = region;
		this.fallback = fallback;
		this.events = events;
	}

	/**
	 * The near entry, or the failure.
	 * @param known the near entry that the store was asked about
	 * @param declared the tags of the call
	 * @param ex the failure of the lookup
	 */
	CompletableFuture<Lookup> one(NearEntry known, DeclaredTags declared, Throwable ex) {
		if (!(Futures.cause(ex) instanceof StoreException failure) || !serves(known, declared)) {
			return CompletableFuture.failedFuture(ex);
		}
		this.events.storeFailed(this.region, failure);
		return CompletableFuture.completedFuture(served(known));
	}

	/**
	 * The near entries, and misses for the other keys; the failure if there is no entry.
	 * @param keys the keys that were looked up
	 * @param near the near entry of a key
	 * @param ex the failure of the lookups
	 */
	CompletableFuture<List<Lookup>> all(List<EntryKey> keys, Function<EntryKey, @Nullable NearEntry> near,
			Throwable ex) {
		if (!(Futures.cause(ex) instanceof StoreException failure)) {
			return CompletableFuture.failedFuture(ex);
		}
		List<Lookup> lookups = new ArrayList<>();
		for (EntryKey key : keys) {
			NearEntry known = near.apply(key);
			lookups.add((known != null && serves(known, LiteralTags.NONE)) ? served(known)
					: new Miss(key, OLDEST, MissReason.ERROR));
		}
		if (lookups.stream().noneMatch(Lookup::isFound)) {
			return CompletableFuture.failedFuture(ex);
		}
		this.events.storeFailed(this.region, failure);
		return CompletableFuture.completedFuture(lookups);
	}

	/**
	 * An entry without the call's tags would have to be judged further, in vain.
	 */
	private boolean serves(NearEntry known, DeclaredTags declared) {
		return (known.isTaggedBy(declared.templates()) || declared.areAmong(known.tags()))
				&& this.fallback.serves(known);
	}

	private Lookup served(NearEntry known) {
		this.events.staleServed(known.key(), StaleReason.OUTAGE);
		long confirmed = known.confirmed();
		return new NearHit(known, confirmed, confirmed, null, false);
	}

}
