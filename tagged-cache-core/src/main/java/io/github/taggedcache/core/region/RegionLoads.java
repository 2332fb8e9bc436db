package io.github.taggedcache.core.region;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.ClaimsTogether;
import io.github.taggedcache.core.judge.Judgement;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.Inherited;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.LoadTarget;
import io.github.taggedcache.core.load.LoadedValue;
import io.github.taggedcache.core.load.LoadedValue.Storing;
import io.github.taggedcache.core.load.StaleValue;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.LoadedEntry.Age;
import io.github.taggedcache.core.region.Lookup.Stale;
import io.github.taggedcache.core.store.Futures;
import org.jspecify.annotations.Nullable;

/**
 * A region as its loads see it: a loaded value gets its tags and its bytes, is stored,
 * and is handed to those who joined the load. A caller that joined gets an object of its
 * own, decoded from these bytes, if callers could change the value.
 */
final class RegionLoads implements LoadTarget {

	private final Reads reads;

	private final Writer writer;

	private final Stores stores;

	private final EntryCodec codec;

	private final ValueCopies copies;

	private final StaleReads stale;

	RegionLoads(Reads reads, Writer writer, Stores stores, EntryCodec codec, ValueCopies copies, StaleReads stale) {
		this.reads = reads;
		this.writer = writer;
		this.stores = stores;
		this.codec = codec;
		this.copies = copies;
		this.stale = stale;
	}

	@Override
	public CompletableFuture<Look> look(LoadCall call, Executor steps) {
		if (call.replaces() != LoadCall.NOTHING) {
			return lookToRefresh(call, steps);
		}
		CompletableFuture<Lookup> looked = this.reads.lookup(call.key(), call.type(), call, steps);
		return Futures.compose(looked, (lookup) -> looked(lookup, call, steps), steps);
	}

	@Override
	public CompletableFuture<List<Look>> lookAll(List<? extends LoadCall> calls, Executor steps) {
		ValueTypes types = calls.get(0).type();
		CompletableFuture<List<Lookup>> looked = this.reads.lookupAll(calls.stream().map(LoadCall::key).toList(), types,
				() -> callTags(calls));
		return Futures.compose(looked, (lookups) -> {
			List<CompletableFuture<Look>> looks = new ArrayList<>(calls.size());
			for (int i = 0; i < calls.size(); i++) {
				looks.add(looked(lookups.get(i), calls.get(i), steps));
			}
			return Futures.all(looks);
		}, steps);
	}

	private static Set<String> callTags(List<? extends LoadCall> calls) {
		Set<String> tags = new LinkedHashSet<>();
		calls.forEach((call) -> tags.addAll(call.callTags()));
		return tags;
	}

	private CompletableFuture<Look> looked(Lookup lookup, LoadCall call, Executor steps) {
		return this.stale.read(lookup, call.type(), call, call::reload, steps).thenApply((hit) -> {
			Hit accepted = (hit != null && call.accepts(hit.tags())) ? hit : null;
			obtained(accepted, call);
			return new Look(accepted != null, (accepted != null) ? accepted.value() : null, lookup.token(),
					(lookup instanceof Stale found) ? new StandIn(found, call, this.stale, steps) : null);
		});
	}

	/**
	 * Takes note of what the caller gets, before the caller has it.
	 */
	private static void obtained(@Nullable Hit hit, LoadCall call) {
		if (hit != null) {
			hit.addTo(call.collector());
		}
	}

	/**
	 * A refresh is content with what another node has stored by now. The entry that it is
	 * to replace may be valid still.
	 */
	private CompletableFuture<Look> lookToRefresh(LoadCall call, Executor steps) {
		CompletableFuture<Lookup> looked = this.reads.lookupToRefresh(call.key(), call.type(), call, steps);
		return Futures.compose(looked, (lookup) -> this.reads.readToRefresh(lookup, call.type(), call, call.replaces())
			.thenApply((hit) -> new Look(hit != null, (hit != null) ? hit.value() : null, lookup.token(), null)),
				steps);
	}

	@Override
	public CompletableFuture<Found> lookAgain(LoadCall call, Executor steps) {
		CompletableFuture<Lookup> looked = (call.replaces() == LoadCall.NOTHING)
				? this.reads.lookAgain(call.key(), call.type(), call, steps)
				: this.reads.lookupToRefresh(call.key(), call.type(), call, steps);
		return Futures.compose(looked, (lookup) -> this.reads.admit(lookup, call.type(), call)
			.thenApply((admitted) -> new Found(found(lookup, admitted, call), lookup.token())), steps);
	}

	@Override
	public EntryKey entry(LoadCall call) {
		return this.reads.stored(call.key(), call.type());
	}

	private @Nullable LoadedValue found(Lookup lookup, Admitted admitted, LoadCall call) {
		Hit hit = admitted.hit();
		if (!(lookup instanceof Lookup.Found found) || hit == null || found.createdAt() == call.replaces()
				|| !call.accepts(hit.tags())) {
			return null;
		}
		Tagging tagging = new Tagging(hit.tags(), call.templates(), found.valueToken());
		return new LoadedEntry(call.key(), hit.value(), tagging, () -> this.reads.decode(found, call.type()),
				Storing::not, this.reads, Age.of(hit));
	}

	@Override
	public LoadedValue loaded(LoadCall call, @Nullable Object value, long token) {
		return loaded(call, value, token, this.stores::judge);
	}

	private LoadedValue loaded(LoadCall call, @Nullable Object value, long token,
			Function<Claim, CompletableFuture<Judgement>> byStore) {
		Set<String> all = new LinkedHashSet<>(call.tags(value));
		all.addAll(call.scope().tags());
		List<String> tags = List.copyOf(all);
		Inherited inherited = call.scope().inherited();
		call.scope().end();
		all.addAll(inherited.names());
		long oldest = Math.min(token, inherited.asOf());
		Tagging tagging = new Tagging(List.copyOf(all), call.templates(), oldest);
		boolean isShared = this.copies.isShared(value);
		if (inherited.isTooMuch()) {
			call.madeFromTooMuch();
		}
		boolean isKept = this.codec.keeps(inherited);
		Age age = Age.of(inherited, oldest, isKept);
		if (!call.scope().isStored() || !isKept) {
			EncodedEntry forJoiners = isShared ? null : encodedIfPossible(call, value);
			return new LoadedEntry(call.key(), value, tagging, joined(value, forJoiners), Storing::not, this.reads,
					age);
		}
		EncodedEntry entry = this.writer.encode(call.key(), entry(call, value, tags).madeFrom(inherited));
		return new LoadedEntry(call.key(), value, tagging, joined(value, isShared ? null : entry),
				() -> call.storing(value, tagging.tags(), () -> store(call, value, entry, oldest, byStore)), this.reads,
				age);
	}

	/**
	 * What has to be judged by the store is judged by one observation.
	 */
	@Override
	public List<CompletableFuture<Boolean>> storeAll(List<Made> values) {
		ClaimsTogether claims = this.stores.claims();
		List<CompletableFuture<Boolean>> stored = new ArrayList<>(values.size());
		try {
			for (Made made : values) {
				stored.add(stored(made, claims));
			}
		}
		finally {
			// An error of one value keeps no other one waiting
			claims.send();
		}
		return stored;
	}

	/**
	 * A value that is not stored needs its tags only if another value is made from it.
	 */
	private CompletableFuture<Boolean> stored(Made made, ClaimsTogether claims) {
		Dependencies collector = made.call().collector();
		if (!made.isStored() && collector == null) {
			return CompletableFuture.completedFuture(false);
		}
		try {
			LoadedValue loaded = loaded(made.call(), made.value(), made.token(), claims::add);
			if (collector != null) {
				loaded.addTo(collector, 0);
			}
			return made.isStored() ? loaded.store().stored() : CompletableFuture.completedFuture(false);
		}
		catch (RuntimeException ex) {
			if (collector != null) {
				// The caller gets a value whose tags are not known
				collector.addUnknown();
			}
			return made.isStored() ? CompletableFuture.failedFuture(ex) : CompletableFuture.completedFuture(false);
		}
	}

	/**
	 * If there are no bytes to decode, all callers get the object of the loader.
	 */
	private Supplier<@Nullable Decoded> joined(@Nullable Object value, @Nullable EncodedEntry entry) {
		return (entry != null) ? () -> this.copies.decoded(entry) : () -> new Decoded(value);
	}

	private static NewEntry entry(LoadCall call, @Nullable Object value, List<String> tags) {
		return NewEntry.of(value, call.type(), tags, call.scope().timeToLive()).taggedBy(call);
	}

	/**
	 * A value that must not be stored may be one that cannot be.
	 */
	private @Nullable EncodedEntry encodedIfPossible(LoadCall call, @Nullable Object value) {
		try {
			return this.codec.encode(entry(call, value, List.of()));
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private Storing store(LoadCall call, @Nullable Object value, @Nullable EncodedEntry entry, long token,
			Function<Claim, CompletableFuture<Judgement>> byStore) {
		if (entry == null) {
			return Storing.not();
		}
		Storing storing = this.stores.store(call.key(), entry, token, (failure) -> call.notStored(failure, value),
				byStore);
		return new Storing(this.reads.failing(storing.stored()), storing.sent());
	}

	/**
	 * A stale entry that a call has found.
	 */
	private record StandIn(Stale found, LoadCall call, StaleReads reads, Executor steps) implements StaleValue {

		@Override
		public boolean isServedInstead(Throwable thrown) {
			return this.reads.isServedInstead(this.found, thrown);
		}

		@Override
		public CompletableFuture<LoadedValue.@Nullable HandedOver> serve(StaleReason reason) {
			return this.reads.serveInstead(this.found, this.call.type(), this.call, reason, this.steps)
				.thenApply((hit) -> {
					Hit accepted = (hit != null && this.call.accepts(hit.tags())) ? hit : null;
					obtained(accepted, this.call);
					return (accepted != null) ? new LoadedValue.HandedOver(accepted.value()) : null;
				});
		}

	}

}
