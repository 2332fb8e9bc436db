package io.github.taggedcache.core.region;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.envelope.Versions;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.history.TagHistory;
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
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.PutCheck;
import org.jspecify.annotations.Nullable;

/**
 * Puts values explicitly: a key event for each, and the entry.
 *
 * <h2>One round trip</h2> The entry is sent beside its key event, and names the event by
 * the id of the put. The store gives the event that id if nothing happened to the keys
 * and tags after the token. So the entry is valid from its event on; and if the put is
 * not good, or the event never comes, it is valid nowhere. Which of the two arrives first
 * does not matter.
 *
 * <h2>Another round trip</h2> A put that the store does not find good may be good all the
 * same: the store knows buckets and not keys, and nothing of a name that it forgot. If
 * the history knows everything up to the event, it tells whether the key or a tag changed
 * after the token; this needs no proof that the node is caught up. Else a tag or bucket
 * that the store registered after the token counts as changed. Then the entry is written
 * once more, at the version of its event, or removed.
 *
 * <h2>The observation</h2> A put whose names this node has not registered lately observes
 * right before it appends. So what is missing is registered below the version of its own
 * event. A put of registered names observes the clock alone, or nothing if it has a
 * token. If it is not found good, it observes its names afterwards, which takes a round
 * trip more: what was registered or invalidated since its event counts as changed. For a
 * put without a token that is not found good, the clock right before its event is the
 * moment of the put.
 */
final class Puts {

	/** In the place of the version up to which a value is current: it is not. */
	private static final long OUTDATED = -1;

	private final String region;

	private final Node node;

	private final Judge judge;

	private final WriteBehind writes;

	private final Registrations registrations;

	private final EntryCodec codec;

	private final @Nullable NearLevel near;

	private final Forms forms;

	private final RegionEvents events;

	private final Writer writer;

	Puts(String region, RegionEnvironment environment, Judge judge, EntryCodec codec, @Nullable NearLevel near,
			Forms forms, RegionEvents events, Writer writer) {
		this.region = region;
		this.node = environment.node();
		this.judge = judge;
		this.writes = environment.writes();
		this.registrations = environment.registrations();
		this.codec = codec;
		this.near = near;
		this.forms = forms;
		this.events = events;
		this.writer = writer;
	}

	/**
	 * Puts values, unless another event of a key or an invalidation of its tags came
	 * after the token. One round trip; for a put that the store does not find good a
	 * second one, and a third one where its names were registered before. A value that
	 * cannot be stored has its key event as well, and its key is removed: the value
	 * before must not outlive it.
	 * @param values the values
	 * @param token the token; null for a put that begins now
	 * @return puts the values, which are encoded when this method returns, and tells
	 * whether all of them were put
	 */
	Supplier<CompletableFuture<Boolean>> prepare(Map<EntryKey, NewEntry> values, @Nullable Long token) {
		if (values.isEmpty()) {
			return () -> CompletableFuture.completedFuture(true);
		}
		Map<EntryKey, EncodedEntry> encoded = new LinkedHashMap<>();
		Set<String> tags = new LinkedHashSet<>(Node.withImplicit(this.region, List.of()));
		List<UnstorableValueException> failures = new ArrayList<>();
		values.forEach((key, entry) -> {
			EncodedEntry storable = encode(key, entry, failures);
			if (storable != null) {
				encoded.put(key, storable);
				tags.addAll(storable.names());
			}
		});
		List<EntryKey> keys = List.copyOf(values.keySet());
		return () -> put(keys, encoded, List.copyOf(tags), token).thenCompose((done) -> failures.isEmpty()
				? CompletableFuture.completedFuture(done) : CompletableFuture.failedFuture(failures.get(0)));
	}

	private @Nullable EncodedEntry encode(EntryKey key, NewEntry entry, List<UnstorableValueException> failures) {
		try {
			return this.writer.encode(key, entry);
		}
		catch (UnstorableValueException ex) {
			failures.add(ex);
			return null;
		}
	}

	private CompletableFuture<Boolean> put(List<EntryKey> keys, Map<EntryKey, EncodedEntry> encoded, List<String> tags,
			@Nullable Long token) {
		PutCheck check = encoded.isEmpty() ? null : check(keys, tags, token);
		Map<EntryKey, SentEntry> sent = new HashMap<>();
		if (check != null) {
			encoded.forEach((key, entry) -> sent.put(key, beside(key, entry, check)));
		}
		boolean isRegistered = check != null && this.registrations.contain(tags, keys);
		CompletableFuture<ObservedVersions> observed = isRegistered ? null : observe(tags, keys);
		CompletableFuture<ObservedVersions> clock = (isRegistered && token == null)
				? this.judge.observe(List.of(), List.of(), false) : observed;
		CompletableFuture<List<Appended>> appended = (check != null)
				? this.node.keyEvents(keys, check).thenApply(List::of) : this.node.keyEvents(keys);
		// Nothing is worked out between these: so they are one round trip
		sent.values().forEach(SentEntry::send);
		return after(clock, appended).thenCompose((slices) -> {
			KeyEvents events = new KeyEvents(keys, slices);
			if (check != null && slices.get(0).put() == check.id()) {
				return all(keys, (key) -> kept(key, sent.get(key), events));
			}
			CompletableFuture<ObservedVersions> versions = (observed != null) ? observed : observe(tags, keys);
			return versions.thenCompose((seen) -> {
				long current = (token != null) ? token : moment((clock != null) ? clock.join() : seen, slices.get(0));
				return all(keys, (key) -> arrived(sent.get(key))
					.thenCompose((any) -> write(key, encoded.get(key), events, seen, current)));
			});
		});
	}

	/**
	 * The moment of a put without a token: the clock right before its event.
	 */
	private static long moment(ObservedVersions before, Appended event) {
		return Math.min(before.position(), event.previous());
	}

	private CompletableFuture<ObservedVersions> observe(List<String> tags, List<EntryKey> keys) {
		return this.registrations.markAfter(this.judge.observe(tags, keys, true), tags, keys);
	}

	private static <T> CompletableFuture<T> after(@Nullable CompletableFuture<?> first, CompletableFuture<T> then) {
		return (first != null) ? first.thenCompose((any) -> then) : then;
	}

	private CompletableFuture<Boolean> kept(EntryKey key, @Nullable SentEntry beside, KeyEvents events) {
		return (beside != null) ? beside.keep(events.version(key))
				: this.writer.remove(key).thenApply((removed) -> false);
	}

	/**
	 * What the store is to decide for entries that are sent beside their events. None are
	 * sent if they are too many for one slice, if the store does not know yet of what is
	 * held, if a value was made from others, or if the node has met no version. A put
	 * without a token is of a value that is current now, so after the newest version that
	 * the node has met.
	 * @return null if no entry is sent beside its event
	 */
	private @Nullable PutCheck check(List<EntryKey> keys, List<String> tags, @Nullable Long token) {
		TagHistory history = this.node.history();
		long since = (token != null) ? token : this.node.known();
		if (since <= 0 || this.node.held() > 0 || isTooLarge(keys, tags) || dependsOnKeys(tags)) {
			return null;
		}
		return new PutCheck(this.node.nextPut(), tags, since, (history != null) ? end(history, keys, tags, since) : 0);
	}

	private static boolean isTooLarge(List<EntryKey> keys, List<String> tags) {
		return keys.size() > InvalidationLog.APPENDED_AT_ONCE
				|| keys.size() + tags.size() > InvalidationLog.OBSERVED_AT_ONCE;
	}

	/**
	 * The script that takes a put looks at tags, and not at the keys that a value was
	 * made from.
	 */
	private static boolean dependsOnKeys(List<String> tags) {
		return tags.stream().anyMatch((tag) -> TagName.keyOf(tag) != null);
	}

	/**
	 * The last version that the history knows, if it knows of nothing that happened up to
	 * there. The version is read first: what is learnt meanwhile can only make the
	 * verdicts stricter.
	 */
	private static long end(TagHistory history, List<EntryKey> keys, List<String> tags, long token) {
		long end = history.token();
		boolean nothingHappened = keys.stream()
			.allMatch((key) -> history.judge(Claim.underToken(key, tags, token)) == Verdict.VALID);
		return nothingHappened ? end : 0;
	}

	private SentEntry beside(EntryKey key, EncodedEntry entry, PutCheck check) {
		byte[] envelope = this.codec.envelope(entry, new Versions(check.token(), check.token(), check.written()));
		return new SentEntry(key, entry, envelope, check.token());
	}

	private static CompletableFuture<?> arrived(@Nullable SentEntry beside) {
		return (beside != null) ? beside.arrived : CompletableFuture.completedFuture(null);
	}

	private CompletableFuture<Boolean> write(EntryKey key, @Nullable EncodedEntry entry, KeyEvents events,
			ObservedVersions seen, long token) {
		if (entry == null) {
			return this.writer.remove(key).thenApply((removed) -> false);
		}
		List<String> tags = Node.withImplicit(this.region, entry.names());
		long version = events.version(key);
		long asOf = (events.before(key) > token) ? OUTDATED : currentUpTo(events, key, tags, token, seen);
		if (asOf == OUTDATED) {
			this.events.refused(key, entry.names());
			return this.writer.remove(key).thenApply((removed) -> false);
		}
		return this.writer.set(key, entry, new Versions(token, asOf, version));
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

	private static CompletableFuture<Boolean> all(List<EntryKey> keys,
			Function<EntryKey, CompletableFuture<Boolean>> part) {
		if (keys.size() == 1) {
			return part.apply(keys.get(0));
		}
		return Futures.all(keys.stream().map(part).toList()).thenApply((each) -> !each.contains(false));
	}

	/**
	 * An entry that is sent beside its key event.
	 */
	private final class SentEntry {

		private final EntryKey key;

		private final EncodedEntry entry;

		private final EntryKey stored;

		private final byte[] envelope;

		private final long token;

		private final long sent;

		private CompletableFuture<Void> arrived = new CompletableFuture<>();

		SentEntry(EntryKey key, EncodedEntry entry, byte[] envelope, long token) {
			this.key = key;
			this.entry = entry;
			this.stored = key.as(Puts.this.forms.of(entry.type()));
			this.envelope = envelope;
			this.token = token;
			this.sent = (Puts.this.near != null) ? Puts.this.near.now() : 0;
		}

		void send() {
			this.arrived = Puts.this.writes.set(this.stored, this.envelope, this.entry.keptMillis());
		}

		/**
		 * Takes note that the entry is valid. The copy in the near cache says by which
		 * version.
		 */
		CompletableFuture<Boolean> keep(long version) {
			return this.arrived.thenApply((done) -> {
				Puts.this.events.stored(this.key, this.entry.names());
				if (Puts.this.near != null) {
					Puts.this.near.put(this.key, this.entry, this.envelope.length,
							new Versions(this.token, version, version), this.sent);
				}
				return true;
			});
		}

	}

}
