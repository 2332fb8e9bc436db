package io.github.taggedcache.core.survey;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.EntryPlace;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.EntryScan;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.ScanStep;
import io.github.taggedcache.core.survey.Found.State;
import org.jspecify.annotations.Nullable;

/**
 * Lists entries for operators, and changes nothing: no expiry, no version, no statistics.
 * <p>
 * One call makes steps until it has found enough, its time is over, or the store has
 * nothing left. A step is one scan command that looks at some {@value #STEP} keys of the
 * store, then one round trip for the beginnings of the entries that may be meant, and one
 * for the versions of their tags. Of an entry {@value #HEAD} bytes are read; the whole of
 * it only if its tags take more. Waits for the store.
 */
public final class Survey {

	/** How many keys of the store one step looks at. */
	static final int STEP = 500;

	/** How many bytes of an entry are read, as a rule. */
	static final int HEAD = 4096;

	private final EntryScan scan;

	private final Node node;

	private final InstantSource time;

	private final LongSupplier nanoTime;

	private final Duration limit;

	/**
	 * Creates it.
	 * @param scan lists the entries of the store
	 * @param node tells the versions that entries are judged by
	 * @param time the node's wall clock, by which entries expire
	 * @param nanoTime the node's monotonic time in ns
	 * @param limit after which time a call begins no further step
	 */
	public Survey(EntryScan scan, Node node, InstantSource time, LongSupplier nanoTime, Duration limit) {
		this.scan = scan;
		this.node = node;
		this.time = time;
		this.nanoTime = nanoTime;
		this.limit = limit;
	}

	/**
	 * Finds the next entries.
	 * @param selection which entries are looked for
	 * @param cursor where to go on: {@link EntryScan#START}, or the cursor of the page
	 * before, with the same selection
	 * @param max the number of entries with which the page ends. The step that brings
	 * them may bring more
	 * @return the page, which has no entry twice; a later page may have it again
	 * @throws IllegalArgumentException if no survey has this cursor
	 * @throws io.github.taggedcache.core.store.StoreException if the store failed
	 */
	public Page page(Selection selection, String cursor, int max) {
		Budget budget = budget();
		Map<EntryPlace, Found> entries = new LinkedHashMap<>();
		int looked = 0;
		String next = cursor;
		do {
			ScanStep step = step(selection, next, Math.min(STEP, max));
			looked += step.keys().size();
			for (int from = 0; from < step.keys().size(); from += STEP) {
				read(selection, step.keys().subList(from, Math.min(from + STEP, step.keys().size())))
					.forEach((found) -> entries.put(EntryPlace.of(found.key()), found));
			}
			next = step.cursor();
		}
		while (!next.equals(EntryScan.START) && entries.size() < max && !budget.isSpent());
		return new Page(List.copyOf(entries.values()), next, looked);
	}

	Budget budget() {
		return new Budget(this.nanoTime, this.limit);
	}

	ScanStep step(Selection selection, String cursor, int count) {
		return Futures.await(this.scan.scan(selection.region(), selection.pattern(), cursor, count));
	}

	/**
	 * Reads the entries of those keys that are looked for, and judges them. An entry that
	 * has gone meanwhile is left out.
	 */
	private List<Found> read(Selection selection, List<EntryKey> keys) {
		List<EntryKey> meant = keys.stream().filter(selection::includes).toList();
		List<CompletableFuture<byte @Nullable []>> beginnings = meant.stream()
			.map((key) -> this.scan.head(key, HEAD))
			.toList();
		List<Entry> entries = new ArrayList<>();
		for (int i = 0; i < beginnings.size(); i++) {
			byte[] beginning = Futures.await(beginnings.get(i));
			if (beginning != null) {
				EntryKey key = meant.get(i);
				Header header = header(key, beginning);
				if (selection.includes(key, (header != null) ? header.tags() : List.of())) {
					entries.add(new Entry(key, header));
				}
			}
		}
		return entries.isEmpty() ? List.of() : judged(entries);
	}

	/**
	 * The header of an entry: checked if the beginning is all of it, or does not hold the
	 * whole header.
	 */
	private @Nullable Header header(EntryKey key, byte[] beginning) {
		byte[] bytes = beginning;
		if (beginning.length == HEAD) {
			Header header = Envelope.head(beginning);
			if (header != null) {
				return header;
			}
			bytes = Futures.await(this.scan.head(key, Integer.MAX_VALUE));
		}
		Envelope envelope = (bytes != null) ? Envelope.parse(bytes) : null;
		return (envelope != null) ? envelope.header() : null;
	}

	private List<Found> judged(List<Entry> entries) {
		Set<String> tags = new LinkedHashSet<>();
		Set<EntryKey> keys = new LinkedHashSet<>();
		entries.forEach((entry) -> {
			tags.addAll(entry.allTags());
			keys.add(entry.key());
		});
		ObservedVersions seen = new ObservedVersions(Futures.await(this.node.peek(tags, List.copyOf(keys))))
			.registered(tags, keys);
		return entries.stream().map((entry) -> new Found(entry.key(), entry.header(), state(entry, seen))).toList();
	}

	private State state(Entry entry, ObservedVersions seen) {
		Header header = entry.header();
		if (header == null) {
			return State.UNREADABLE;
		}
		Verdict verdict = seen.judge(new Claim(entry.key(), entry.allTags(), header.asOf(), header.written()));
		return switch (verdict) {
			case INVALID_BY_TAG -> State.INVALID_BY_TAG;
			case INVALID_BY_KEY -> State.INVALID_BY_KEY;
			case UNKNOWN -> State.UNKNOWN;
			case VALID, STALE -> usable(header, verdict == Verdict.STALE);
		};
	}

	private State usable(Header header, boolean isStale) {
		long now = this.time.millis();
		if (header.hardExpiry() > 0 && now >= header.hardExpiry()) {
			return State.EXPIRED;
		}
		return (isStale || (header.softExpiry() > 0 && now >= header.softExpiry())) ? State.STALE : State.VALID;
	}

	/**
	 * An entry that was read.
	 *
	 * @param key its key, in its form
	 * @param header its header; null if the bytes are no entry
	 */
	private record Entry(EntryKey key, @Nullable Header header) {

		List<String> allTags() {
			return Node.withImplicit(this.key.region(), (this.header != null) ? this.header.tags() : List.of());
		}

	}

}
