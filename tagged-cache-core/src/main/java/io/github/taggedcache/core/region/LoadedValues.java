package io.github.taggedcache.core.region;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

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

	LoadedValues(Region region) {
		this.region = region;
	}

	static Loaded tagged(LoadCall call, @Nullable Object value, Load load) {
		Set<String> tags = new LinkedHashSet<>(call.tags(value));
		tags.addAll(call.scope().tags());
		return new Loaded(value, new Tagging(List.copyOf(tags), call.templates(), load.token()));
	}

	CompletableFuture<Boolean> store(LoadCall call, Loaded loaded, long token) {
		if (!call.scope().isStored()) {
			return CompletableFuture.completedFuture(false);
		}
		NewEntry entry = NewEntry.of(loaded.value(), call.type().toWrite(loaded.value()), loaded.tagging().tags(),
				call.scope().timeToLive());
		return this.region.store(call.key(), entry.taggedBy(call), token);
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
			return new Loaded(hit.value(), new Tagging(tags, call.templates(), lookup.valueToken()));
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
