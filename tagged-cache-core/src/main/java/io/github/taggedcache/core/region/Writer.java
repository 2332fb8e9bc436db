package io.github.taggedcache.core.region;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.envelope.Versions;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.Judge;
import io.github.taggedcache.core.judge.KnownVersions;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Writes key events, and entries that are put. Values are encoded on the calling thread
 * before anything is sent. What was written goes to the near cache as well, after it was
 * written.
 * <p>
 * An explicit put observes right before it appends, in the same round trip: so the tags
 * of the entry are registered below the version of its own key event, and without a token
 * the clock of that observation is the moment of the put. If the history knows everything
 * up to that event, it tells whether the key or a tag changed after the token; this needs
 * no proof that the node is caught up. Else a tag or bucket that the store registered
 * after the token counts as changed.
 */
final class Writer {

	/** In the place of the version up to which a value is current: it is not. */
	private static final long OUTDATED = -1;

	private final String region;

	private final RegionSettings settings;

	private final Node node;

	private final Judge judge;

	private final WriteBehind writes;

	private final EntryCodec codec;

	private final UnstorableValues unstorable;

	private final @Nullable NearLevel near;

	private final Forms forms;

	private final RegionEvents events;

	Writer(String region, RegionSettings settings, RegionEnvironment environment, Judge judge, EntryCodec codec,
			@Nullable NearLevel near, Forms forms, RegionEvents events) {
		this.region = region;
		this.settings = settings;
		this.node = environment.node();
		this.judge = judge;
		this.writes = environment.writes();
		this.codec = codec;
		this.unstorable = environment.unstorable();
		this.near = near;
		this.forms = forms;
		this.events = events;
	}

	/**
	 * Puts values explicitly: a key event for each, then the entry, unless another key
	 * event or an invalidation of its tags came after the token. Two round trips. A value
	 * that cannot be stored has its key event as well, and its key is removed: the value
	 * before must not outlive it.
	 */
	CompletableFuture<Boolean> put(Map<EntryKey, NewEntry> values, @Nullable Long token) {
		Map<EntryKey, EncodedEntry> encoded = new LinkedHashMap<>();
		Set<String> tags = new LinkedHashSet<>(Node.withImplicit(this.region, List.of()));
		List<UnstorableValueException> failures = new ArrayList<>();
		values.forEach((key, entry) -> {
			EncodedEntry storable = encode(key, entry, failures);
			if (storable != null) {
				encoded.put(key, storable);
				tags.addAll(entry.tags());
			}
		});
		List<EntryKey> keys = List.copyOf(values.keySet());
		CompletableFuture<ObservedVersions> observed = this.judge.observe(tags, keys, true);
		CompletableFuture<List<Appended>> appended = this.node.keyEvents(keys);
		return observed.thenCompose((seen) -> appended.thenCompose((events) -> {
			List<CompletableFuture<Boolean>> written = new ArrayList<>();
			KeyEvents keyEvents = new KeyEvents(keys, events);
			for (EntryKey key : keys) {
				written.add(write(key, encoded.get(key), keyEvents, seen, (token != null) ? token : seen.position()));
			}
			return all(written);
		}))
			.thenCompose((done) -> failures.isEmpty() ? CompletableFuture.completedFuture(done)
					: CompletableFuture.failedFuture(failures.get(0)));
	}

	private @Nullable EncodedEntry encode(EntryKey key, NewEntry entry, List<UnstorableValueException> failures) {
		try {
			return encode(key, entry);
		}
		catch (UnstorableValueException ex) {
			failures.add(ex);
			return null;
		}
	}

	private CompletableFuture<Boolean> write(EntryKey key, @Nullable EncodedEntry entry, KeyEvents events,
			ObservedVersions seen, long token) {
		if (entry == null) {
			return remove(key).thenApply((removed) -> false);
		}
		List<String> tags = Node.withImplicit(this.region, entry.source().tags());
		long version = events.version(key);
		long asOf = (events.before(key) > token) ? OUTDATED : currentUpTo(events, key, tags, token, seen);
		if (asOf == OUTDATED) {
			this.events.refused(key, entry.source().tags());
			return remove(key).thenApply((removed) -> false);
		}
		return set(key, entry, new Versions(token, asOf, version));
	}

	/**
	 * The version up to which the value of a put is known to be current for its tags: our
	 * own key event if the history knows all that came before it, else the token. So a
	 * tag that the store registered while the value was made costs nothing. The history
	 * knows nothing of names that are held; the observation does.
	 */
	private long currentUpTo(KeyEvents events, EntryKey key, List<String> tags, long token, ObservedVersions seen) {
		KnownVersions history = (events.isComplete(key) && !isHeld(tags, seen)) ? this.node.history() : null;
		if (history != null) {
			Verdict verdict = history.judge(Claim.forTags(key, tags, token));
			if (verdict != Verdict.UNKNOWN) {
				return (verdict == Verdict.VALID) ? events.version(key) : OUTDATED;
			}
		}
		return isCurrent(key, tags, token, seen) ? token : OUTDATED;
	}

	private static boolean isHeld(List<String> tags, ObservedVersions seen) {
		return tags.stream()
			.map(seen.seen()::tag)
			.anyMatch((version) -> version != null && version.hard() == Long.MAX_VALUE);
	}

	/**
	 * Whether nothing newer than the token of a put is known of its tags. The store says
	 * so of a tag that it has never heard of only for a token as new as its clock; the
	 * history knows better. Our own key event is not looked at.
	 */
	private boolean isCurrent(EntryKey key, List<String> tags, long token, ObservedVersions seen) {
		KnownVersions history = this.judge.history();
		if (history != null && token < seen.position()) {
			Verdict verdict = history.judge(Claim.forTags(key, tags, token));
			if (verdict != Verdict.UNKNOWN) {
				return verdict == Verdict.VALID;
			}
		}
		return seen.judge(Claim.forTags(key, tags, token)) == Verdict.VALID;
	}

	private CompletableFuture<Boolean> remove(EntryKey key) {
		if (this.near != null) {
			this.near.remove(key);
		}
		List<CompletableFuture<Boolean>> removed = this.forms.known()
			.stream()
			.map((form) -> this.writes.remove(key.as(form)))
			.toList();
		return Futures.all(removed).thenApply((each) -> each.contains(true));
	}

	/**
	 * Puts a value if no key event came after the token of the lookup that found none.
	 * Two round trips.
	 * @return whether it was put; if not, nothing was changed
	 */
	CompletableFuture<Boolean> putUnlessAfter(EntryKey key, NewEntry entry, long token) {
		EncodedEntry encoded = encode(key, entry);
		if (encoded == null) {
			return CompletableFuture.completedFuture(true);
		}
		List<String> tags = Node.withImplicit(this.region, entry.tags());
		CompletableFuture<ObservedVersions> observed = this.judge.observe(tags, List.of(key), true);
		CompletableFuture<Appended> appended = this.node.keyEventUnlessAfter(key, token);
		return observed.thenCompose((seen) -> appended.thenCompose((event) -> {
			if (!event.isDone()) {
				return CompletableFuture.completedFuture(false);
			}
			if (seen.judge(Claim.forTags(key, tags, token)) != Verdict.VALID) {
				this.events.refused(key, entry.tags());
				return remove(key).thenApply((removed) -> true);
			}
			return set(key, encoded, new Versions(token, token, event.version()));
		}));
	}

	/**
	 * One round trip.
	 * @return whether there was an entry, valid or not
	 */
	CompletableFuture<Boolean> evict(EntryKey key) {
		CompletableFuture<List<Appended>> appended = this.node.keyEvents(List.of(key));
		CompletableFuture<Boolean> removed = remove(key);
		return after(appended.thenCombine(removed, (events, present) -> present), () -> this.events.evicted(key));
	}

	/**
	 * One round trip, whatever the number of entries.
	 */
	CompletableFuture<Boolean> clear() {
		return after(
				this.node.invalidate(List.of(TagName.ofRegion(this.region)), Mode.HARD).thenApply((appended) -> false),
				() -> this.events.cleared(this.region));
	}

	private static CompletableFuture<Boolean> after(CompletableFuture<Boolean> eviction, Runnable event) {
		return eviction.whenComplete((present, ex) -> {
			if (ex == null) {
				event.run();
			}
		});
	}

	/**
	 * Encodes a value. Runs the codec.
	 * @return the value with its bytes, or null if it is not to be stored: a null that is
	 * no value, or a value that cannot be stored
	 * @throws UnstorableValueException if the value cannot be stored, and that is to be
	 * thrown
	 */
	@Nullable EncodedEntry encode(EntryKey key, NewEntry entry) {
		if (isUnwanted(entry)) {
			return null;
		}
		try {
			EncodedEntry encoded = this.codec.encode(entry);
			this.node.retention().cover(encoded.timeToLiveMillis());
			return encoded;
		}
		catch (UnstorableValueException ex) {
			this.events.unstorable(key, ex);
			this.unstorable.met(this.region, ex);
			return null;
		}
	}

	private boolean isUnwanted(NewEntry entry) {
		return entry.value() == null && !this.settings.cacheNullValues();
	}

	private CompletableFuture<Boolean> set(EntryKey key, EncodedEntry entry, Versions versions) {
		byte[] envelope = this.codec.envelope(entry, versions);
		long sent = (this.near != null) ? this.near.now() : 0;
		EntryKey stored = key.as(this.forms.of(entry.type()));
		return this.writes.set(stored, envelope, entry.timeToLiveMillis()).thenApply((done) -> {
			this.events.stored(key, entry.source().tags());
			if (this.near != null) {
				this.near.put(key, entry, envelope.length, versions, sent);
			}
			return true;
		});
	}

	private static CompletableFuture<Boolean> all(List<CompletableFuture<Boolean>> parts) {
		return Futures.all(parts).thenApply((each) -> !each.contains(false));
	}

}
