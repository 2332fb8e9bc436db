package io.github.taggedcache.core.region;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.Judgement;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The reads of a region: lookups and what callers get of them, each with its event.
 */
final class Reads {

	private final String region;

	private final Reader reader;

	private final Admission admission;

	private final Forms forms;

	private final RegionEvents events;

	Reads(String region, Reader reader, Admission admission, Forms forms, RegionEvents events) {
		this.region = region;
		this.reader = reader;
		this.admission = admission;
		this.forms = forms;
		this.events = events;
	}

	CompletableFuture<Lookup> lookup(EntryKey key, ValueTypes types, DeclaredTags declared, Executor steps) {
		return missing(key, lookAgain(key, types, declared, steps));
	}

	CompletableFuture<Lookup> lookupInStore(EntryKey key, ValueTypes types) {
		return missing(key, failing(this.reader.lookupByStore(stored(key, types), List.of())));
	}

	/**
	 * Asks for an entry once more in a call that has been counted as a miss.
	 */
	CompletableFuture<Lookup> lookAgain(EntryKey key, ValueTypes types, DeclaredTags declared, Executor steps) {
		return failing(this.reader.lookup(stored(key, types), types, declared, steps));
	}

	/**
	 * Asks the store for an entry that is to be loaded again, without an event.
	 */
	CompletableFuture<Lookup> lookupToRefresh(EntryKey key, ValueTypes types, DeclaredTags declared, Executor steps) {
		return failing(this.reader.lookupToRefresh(stored(key, types), declared, steps));
	}

	/**
	 * The key under which entries of these types lie.
	 */
	EntryKey stored(EntryKey key, ValueTypes types) {
		return key.as(this.forms.of(types));
	}

	CompletableFuture<List<Lookup>> lookupAll(List<EntryKey> keys, ValueTypes types,
			Supplier<? extends Collection<String>> callTags) {
		List<EntryKey> stored = keys.stream().map((key) -> stored(key, types)).toList();
		return failing(this.reader.lookupAll(stored, types, callTags)).whenComplete((lookups, ex) -> {
			if (ex != null) {
				keys.forEach((key) -> this.events.missed(key, MissReason.ERROR));
			}
		});
	}

	/**
	 * What a call gets of a lookup. On a miss the call's tags are evaluated: they are to
	 * be known before its method runs, which may change its arguments, and a template
	 * that fails is to fail the call before that.
	 */
	CompletableFuture<@Nullable Hit> read(Lookup lookup, ValueTypes types, DeclaredTags declared) {
		CompletableFuture<Admitted> admitted = admit(lookup, types, declared);
		CompletableFuture<@Nullable Hit> hit = admitted.thenApply((result) -> {
			if (lookup instanceof Lookup.Found found && result.hit() != null) {
				this.events.hit(found.key(), found.tags(), found.level(), found.createdAt());
			}
			else {
				this.events.missed(lookup.key(), (result.reason() != null) ? result.reason() : MissReason.ABSENT);
			}
			return result.hit();
		});
		if (admitted.isDone() && !admitted.isCompletedExceptionally() && admitted.join().hit() == null) {
			declared.callTags();
		}
		return hit.whenComplete((value, ex) -> {
			if (Futures.cause(ex) instanceof StoreException) {
				this.events.missed(lookup.key(), MissReason.ERROR);
			}
		});
	}

	/**
	 * Decides whether what was found serves a call, without an event.
	 */
	CompletableFuture<Admitted> admit(Lookup lookup, ValueTypes types, DeclaredTags declared) {
		return failing(this.admission.admit(lookup, types, declared));
	}

	/**
	 * What another node has stored in the place of an entry, without an event. The entry
	 * itself may be valid still. If there is nothing, the call's tags are evaluated, as
	 * for every load.
	 */
	CompletableFuture<@Nullable Hit> readToRefresh(Lookup lookup, ValueTypes types, DeclaredTags declared,
			long replaced) {
		if (!(lookup instanceof Lookup.Found found) || found.createdAt() == replaced) {
			declared.callTags();
			return CompletableFuture.completedFuture(null);
		}
		return admit(lookup, types, declared).thenApply(Admitted::hit);
	}

	/**
	 * Decodes what was found once more, for another caller.
	 */
	@Nullable Decoded decode(Lookup.Found found, ValueTypes types) {
		return this.admission.decode(found, types);
	}

	CompletableFuture<Judgement> judge(EntryKey key, Tagging value, long token, List<String> further) {
		return failing(this.reader.judge(key, value, token, further));
	}

	private CompletableFuture<Lookup> missing(EntryKey key, CompletableFuture<Lookup> lookup) {
		return lookup.whenComplete((found, ex) -> {
			if (ex != null) {
				this.events.missed(key, MissReason.ERROR);
			}
		});
	}

	/**
	 * An answer whose failure is an event.
	 */
	<T> CompletableFuture<T> failing(CompletableFuture<T> answer) {
		return answer.whenComplete((value, ex) -> {
			if (Futures.cause(ex) instanceof StoreException failure) {
				this.events.storeFailed(this.region, failure);
			}
		});
	}

}
