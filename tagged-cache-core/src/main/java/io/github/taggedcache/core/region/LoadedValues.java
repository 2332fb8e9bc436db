package io.github.taggedcache.core.region;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.taggedcache.core.region.Load.Loaded;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a loaded value: it gets its tags and its bytes, is stored, and is
 * handed to those who joined the load. A caller that joined gets an object of its own,
 * decoded from these bytes, if callers could change the value.
 * <p>
 * A result is handed to a joiner only if, judged at that moment under the load's token,
 * nothing newer is known for its tags or its key: the load may have read what an
 * invalidation since then made old, and the joiner may have come after that invalidation.
 * The same goes for the tags that the joiner declares and the load did not. Else the
 * joiner loads again, under the version of that judgement. Nobody joins more than
 * {@value #MAX_JOINS} times; who was turned away that often loads alone, so a call ends
 * also where invalidations never do.
 * <p>
 * A load that failed fails those who joined it: they would have met the same. One that
 * was interrupted or cancelled does not.
 */
final class LoadedValues {

	static final int MAX_JOINS = 3;

	private final Region region;

	private final Encoder encoder;

	private final ValueCopies copies;

	LoadedValues(Region region, Encoder encoder, ValueCopies copies) {
		this.region = region;
		this.encoder = encoder;
		this.copies = copies;
	}

	/**
	 * Runs templates and the codec, before anybody gets the value: from then on somebody
	 * may change it.
	 */
	Loaded loaded(LoadCall call, @Nullable Object value, long token) {
		Set<String> all = new LinkedHashSet<>(call.tags(value));
		all.addAll(call.scope().tags());
		List<String> tags = List.copyOf(all);
		Tagging tagging = new Tagging(tags, call.templates(), token);
		if (!call.scope().isStored()) {
			EncodedEntry forJoiners = this.copies.isShared(value) ? null : encodedIfPossible(call, value);
			return new Loaded(value, tagging, null, joined(value, forJoiners));
		}
		EncodedEntry entry = this.region.encode(entry(call, value, tags));
		return new Loaded(value, tagging, entry, joined(value, this.copies.isShared(value) ? null : entry));
	}

	private static NewEntry entry(LoadCall call, @Nullable Object value, List<String> tags) {
		return NewEntry.of(value, call.type(), tags, call.scope().timeToLive()).taggedBy(call);
	}

	/**
	 * A value that must not be stored may be one that cannot be.
	 */
	private @Nullable EncodedEntry encodedIfPossible(LoadCall call, @Nullable Object value) {
		try {
			return this.encoder.encode(entry(call, value, List.of()));
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	/**
	 * Where there are no bytes to decode, all callers get the object of the loader.
	 */
	private Supplier<@Nullable Hit> joined(@Nullable Object value, @Nullable EncodedEntry entry) {
		return (entry != null) ? () -> this.copies.decoded(entry) : () -> new Hit(value);
	}

	CompletableFuture<Boolean> store(LoadCall call, Loaded loaded, long token) {
		EncodedEntry entry = loaded.entry();
		return (entry != null) ? this.region.store(call.key(), entry, token) : CompletableFuture.completedFuture(false);
	}

	/**
	 * Asks what another load may have stored in the meantime.
	 */
	CompletableFuture<Lookup> lookAgain(LoadCall call) {
		return this.region.lookAgain(call.key(), call.type(), call.callTags());
	}

	/**
	 * What another load stored in the meantime, if that is what the lookup found.
	 */
	CompletableFuture<@Nullable Loaded> stored(Lookup lookup, LoadCall call) {
		return this.region.admit(lookup, call.type(), call).thenApply((admitted) -> {
			Hit hit = admitted.hit();
			if (hit == null) {
				return null;
			}
			this.region.statistics().recordCoalesced();
			List<String> tags = Stream.concat(lookup.tags().stream(), admitted.further().stream()).toList();
			return new Loaded(hit.value(), new Tagging(tags, call.templates(), lookup.valueToken()), null,
					() -> this.region.decode(lookup, call.type()));
		});
	}

	CompletableFuture<Standing> standing(LoadCall call, Loaded loaded, Load load) {
		Tagging tagging = loaded.tagging();
		List<String> further = tagging.further(call, loaded.value());
		return this.region.standing(call.key(), tagging, load.token(), further).thenApply((standing) -> {
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
