package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.envelope.Versions;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.Judge;
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
 * Writes key events and entries. Values are encoded on the calling thread before anything
 * is sent. What was written goes to the near cache as well, after it was written.
 */
final class Writer {

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

	CompletableFuture<Boolean> remove(EntryKey key) {
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
	 * One round trip. If the key event was not recorded and waits, nobody needs to know
	 * what became of the entry's removal.
	 * @return whether there was an entry, valid or not
	 */
	CompletableFuture<Boolean> evict(EntryKey key) {
		CompletableFuture<List<Appended>> appended = this.node.invalidateKeys(List.of(key));
		CompletableFuture<Boolean> removed = remove(key);
		return after(
				appended.thenCompose((events) -> events.isEmpty() ? removed.exceptionally((ex) -> false) : removed),
				() -> this.events.evicted(key));
	}

	/**
	 * One round trip, as the eviction of one key.
	 */
	CompletableFuture<Void> evictAll(List<EntryKey> keys) {
		CompletableFuture<List<Appended>> appended = this.node.invalidateKeys(keys);
		CompletableFuture<List<Boolean>> removed = Futures.all(keys.stream().map(this::remove).toList());
		return appended.thenCompose((events) -> events.isEmpty() ? removed.exceptionally((ex) -> List.of()) : removed)
			.thenAccept((done) -> keys.forEach(this.events::evicted));
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
	 * no value, a value that cannot be stored, or a value that was made from others and
	 * is as unfit as these
	 * @throws UnstorableValueException if the value cannot be stored, and that is to be
	 * thrown
	 */
	@Nullable EncodedEntry encode(EntryKey key, NewEntry entry) {
		if (isUnwanted(entry)) {
			return null;
		}
		try {
			EncodedEntry encoded = this.codec.encode(entry);
			this.node.retention().cover(encoded.keptMillis());
			return encoded;
		}
		catch (UnstorableValueException ex) {
			this.events.unstorable(key, ex);
			this.unstorable.met(this.region, ex);
			return null;
		}
	}

	private boolean isUnwanted(NewEntry entry) {
		return (entry.value() == null && !this.settings.cacheNullValues()) || !this.codec.keeps(entry.inherited());
	}

	CompletableFuture<Boolean> set(EntryKey key, EncodedEntry entry, Versions versions) {
		byte[] envelope = this.codec.envelope(entry, versions);
		long sent = (this.near != null) ? this.near.now() : 0;
		EntryKey stored = key.as(this.forms.of(entry.type()));
		return this.writes.set(stored, envelope, entry.keptMillis()).thenApply((done) -> {
			this.events.stored(key, entry.names());
			if (this.near != null && !entry.isStale()) {
				this.near.put(key, entry, envelope.length, versions, sent);
			}
			return true;
		});
	}

}
