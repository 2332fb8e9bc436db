package io.github.taggedcache.store;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Backdating;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LeaseStore;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.PutCheck;
import io.github.taggedcache.core.store.TagVersion;

/**
 * An empty store, and what can happen to it behind the back of its users.
 */
abstract class StoreFixture {

	static final long HOUR = Duration.ofHours(1).toMillis();

	abstract EntryStore entries();

	abstract LeaseStore leases();

	abstract InvalidationLog log();

	/**
	 * The time by which the store issues versions, in microseconds.
	 */
	abstract long serverMicros();

	/**
	 * Makes the newest version one of the future, as if the server's time had been set
	 * back, and returns it.
	 */
	abstract long setTimeBack();

	abstract void forgetClock();

	abstract void forgetLog();

	abstract void forgetTag(String tag);

	abstract void forgetBucket(EntryKey key);

	abstract void forgetAll();

	/**
	 * Whether the tag's version is still there so much later. To be asked once.
	 */
	abstract boolean remembersTag(String tag, Duration later);

	/**
	 * Whether the entry is still there so much later. To be asked once.
	 */
	abstract boolean keepsEntry(EntryKey key, Duration later);

	/**
	 * Whether the lease of an entry is still held so much later. To be asked once.
	 */
	abstract boolean keepsLease(EntryKey key, Duration later);

	Appended append(Append append) {
		return Futures.await(log().append(append));
	}

	Appended invalidate(String... tags) {
		return append(tags(Mode.HARD, HOUR, tags));
	}

	Appended softInvalidate(String... tags) {
		return append(tags(Mode.SOFT, HOUR, tags));
	}

	Append tags(Mode mode, long retention, String... tags) {
		return new Append(List.of(tags), List.of(), mode, 0, retention, Append.ALWAYS, "node-1");
	}

	Appended invalidateKnowing(long known, String tag) {
		return append(new Append(List.of(tag), List.of(), Mode.HARD, known, HOUR, Append.ALWAYS, "node-1"));
	}

	Appended keyEvent(EntryKey... keys) {
		return keyEventUnlessAfter(Append.ALWAYS, keys);
	}

	Appended keyEventUnlessAfter(long version, EntryKey... keys) {
		return append(new Append(List.of(), List.of(keys), Mode.HARD, 0, HOUR, version, "node-1"));
	}

	/**
	 * A key event of a put.
	 */
	Appended put(PutCheck check, EntryKey... keys) {
		return append(new Append(List.of(), List.of(keys), Mode.HARD, 0, HOUR, Append.ALWAYS, "node-1", check));
	}

	Observation observe(ObservedNames names) {
		return Futures.await(log().observe(names));
	}

	Observation observe(String... tags) {
		return observe(tagNames(tags));
	}

	/**
	 * Registers a tag, and the bucket of the key of the same text, for entries that were
	 * stored before.
	 */
	Observation observeLate(Backdating backdating, String name) {
		return observe(new ObservedNames(List.of(name), List.of(key(name)), HOUR, true, backdating));
	}

	static ObservedNames tagNames(String... tags) {
		return new ObservedNames(List.of(tags), List.of(), HOUR, false);
	}

	long clock() {
		return observe().clock();
	}

	TagVersion version(String tag) {
		return observe(tag).tags().get(tag);
	}

	Observation observeKeys(EntryKey... keys) {
		return observe(new ObservedNames(List.of(), Arrays.asList(keys), HOUR, false));
	}

	long bucketVersion(EntryKey key) {
		return observeKeys(key).keyEvents().get(key);
	}

	static EntryKey key(String text) {
		return EntryKey.of("articles", text);
	}

}
