package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.envelope.Versions;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.Judge;
import io.github.taggedcache.core.judge.Judgement;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries and key events. Values are encoded on the calling thread before anything
 * is sent. What was written goes to the near cache as well, after it was written.
 * <p>
 * Whether something newer than a token is known, the tag history tells where it may be
 * trusted, else the store.
 */
final class Writer {

	private final String region;

	private final RegionSettings settings;

	private final Node node;

	private final Judge judge;

	private final EntryStore entries;

	private final EntryCodec codec;

	private final UnstorableValues unstorable;

	private final @Nullable NearLevel near;

	private final Forms forms;

	private final RegionEvents events;

	private final Registrations registrations;

	Writer(String region, RegionSettings settings, RegionEnvironment environment, Judge judge, EntryCodec codec,
			@Nullable NearLevel near, Forms forms, RegionEvents events) {
		this.region = region;
		this.settings = settings;
		this.node = environment.node();
		this.judge = judge;
		this.entries = environment.entries();
		this.codec = codec;
		this.unstorable = environment.unstorable();
		this.near = near;
		this.forms = forms;
		this.events = events;
		this.registrations = new Registrations(this.node, environment.nanoTime());
	}

	/**
	 * Stores what a load gave, unless something newer than its token is known. Where
	 * nothing is, the value is current up to the clock, or position, that said so. Two
	 * round trips, one if the history can tell.
	 */
	CompletableFuture<Boolean> store(EntryKey key, EncodedEntry encoded, long token) {
		List<String> tags = Node.withImplicit(this.region, encoded.source().tags());
		Claim claim = Claim.underToken(key, tags, token);
		Judgement known = this.judge.byHistory(claim);
		if (known == null) {
			return this.judge.byStore(true, claim)
				.thenCompose((judged) -> judged.isValid()
						? set(key, encoded, new Versions(token, judged.position(), judged.position()))
						: refused(key, encoded));
		}
		if (!known.isValid()) {
			return refused(key, encoded);
		}
		long current = Math.max(token, known.position());
		CompletableFuture<Boolean> written = set(key, encoded, new Versions(token, current, current));
		register(tags, key);
		return written;
	}

	/**
	 * Nobody waits for it: until a name is registered, or where that fails, the store
	 * knows no version of it that could be newer than the entry, and the worst that comes
	 * of it is a miss.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // failures are counted
	private void register(List<String> tags, EntryKey key) {
		this.registrations.register(tags, key).whenComplete((done, ex) -> {
			if (Futures.cause(ex) instanceof StoreException failure) {
				this.events.storeFailed(this.region, failure);
			}
		});
	}

	private CompletableFuture<Boolean> refused(EntryKey key, EncodedEntry entry) {
		this.events.refused(key, entry.source().tags());
		return CompletableFuture.completedFuture(false);
	}

	CompletableFuture<Boolean> remove(EntryKey key) {
		if (this.near != null) {
			this.near.remove(key);
		}
		List<CompletableFuture<Boolean>> removed = this.forms.known()
			.stream()
			.map((form) -> this.entries.remove(key.as(form)))
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

	CompletableFuture<Boolean> set(EntryKey key, EncodedEntry entry, Versions versions) {
		byte[] envelope = this.codec.envelope(entry, versions);
		long sent = (this.near != null) ? this.near.now() : 0;
		EntryKey stored = key.as(this.forms.of(entry.type()));
		return this.entries.set(stored, envelope, entry.timeToLiveMillis()).thenApply((done) -> {
			this.events.stored(key, entry.source().tags());
			if (this.near != null) {
				this.near.put(key, entry, envelope.length, versions, sent);
			}
			return true;
		});
	}

}
