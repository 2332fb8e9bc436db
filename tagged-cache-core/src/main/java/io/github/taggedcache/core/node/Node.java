package io.github.taggedcache.core.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.InvalidationLostException;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.StoreException;

/**
 * One JVM's end of the invalidation log of a namespace: it appends, it observes, and it
 * remembers the newest version that it has met, so that the versions which it asks for
 * rise even where the store forgot.
 * <p>
 * More names than the log takes at once go in slices, all sent before the first answer is
 * awaited: they share a round trip, and between them the store serves others.
 */
public final class Node {

	private final InvalidationLog log;

	private final Retention retention;

	private final String origin = UUID.randomUUID().toString();

	private final AtomicLong known = new AtomicLong();

	private final LongAdder hardInvalidations = new LongAdder();

	private final LongAdder softInvalidations = new LongAdder();

	/**
	 * Creates a node.
	 * @param log the invalidation log
	 * @param retention how long versions are remembered
	 */
	public Node(InvalidationLog log, Retention retention) {
		this.log = log;
		this.retention = retention;
	}

	/**
	 * The newest version that this node has met in any answer.
	 * @return the version; zero before the first answer
	 */
	public long known() {
		return this.known.get();
	}

	public Retention retention() {
		return this.retention;
	}

	/**
	 * Tags that this node has invalidated, implicit ones included.
	 * @param mode hard or soft
	 * @return how many, since the node was created
	 */
	public long invalidations(Mode mode) {
		return ((mode == Mode.HARD) ? this.hardInvalidations : this.softInvalidations).sum();
	}

	/**
	 * Invalidates tags. One round trip; atomic up to {@value InvalidationLog#MAX_NAMES}
	 * tags, above that slice by slice.
	 * @param tags the tags, implicit ones included
	 * @param mode hard or soft
	 * @return what each slice did, in the order of their versions; fails if any slice was
	 * not recorded
	 */
	public CompletableFuture<List<Appended>> invalidate(Collection<String> tags, Mode mode) {
		((mode == Mode.HARD) ? this.hardInvalidations : this.softInvalidations).add(tags.size());
		CompletableFuture<List<Appended>> appended = all(slices(tags).stream()
			.map((slice) -> append(
					new Append(slice, List.of(), mode, known(), this.retention.millis(), Append.ALWAYS, this.origin)))
			.toList());
		return appended.exceptionallyCompose((ex) -> CompletableFuture.failedFuture(lost(tags.size(), ex)));
	}

	private static Throwable lost(int tags, Throwable ex) {
		Throwable cause = (ex instanceof CompletionException && ex.getCause() != null) ? ex.getCause() : ex;
		return (cause instanceof StoreException)
				? new InvalidationLostException(tags + " tag(s) could not be invalidated: " + cause.getMessage(), cause)
				: cause;
	}

	/**
	 * Records key events. One round trip.
	 * @param keys the keys
	 * @return what each slice did
	 */
	public CompletableFuture<List<Appended>> keyEvents(Collection<EntryKey> keys) {
		return all(slices(keys).stream().map((slice) -> append(keyEvent(slice, Append.ALWAYS))).toList());
	}

	/**
	 * Records one key event, unless another one came after a version.
	 * @param key the key
	 * @param version the version
	 * @return what was done
	 */
	public CompletableFuture<Appended> keyEventUnlessAfter(EntryKey key, long version) {
		return append(keyEvent(List.of(key), version));
	}

	private Append keyEvent(List<EntryKey> keys, long unlessAfter) {
		return new Append(List.of(), keys, Mode.HARD, known(), this.retention.millis(), unlessAfter, this.origin);
	}

	private CompletableFuture<Appended> append(Append append) {
		return this.log.append(append).thenApply((appended) -> {
			learn(Math.max(appended.version(), appended.previous()));
			return appended;
		});
	}

	/**
	 * Reads the clock and versions. One round trip.
	 * @param tags the tags
	 * @param keys the keys whose buckets are asked for
	 * @param prolong whether an entry is about to rely on them
	 * @return the clock and the versions
	 */
	public CompletableFuture<Observation> observe(Collection<String> tags, List<EntryKey> keys, boolean prolong) {
		if (tags.size() + keys.size() <= InvalidationLog.MAX_NAMES) {
			return observeSlice(List.copyOf(tags), keys, prolong);
		}
		List<CompletableFuture<Observation>> parts = new ArrayList<>();
		slices(keys).forEach((slice) -> parts.add(observeSlice(List.of(), slice, prolong)));
		slices(tags).forEach((slice) -> parts.add(observeSlice(slice, List.of(), prolong)));
		return all(parts).thenApply(Observation::merge);
	}

	private CompletableFuture<Observation> observeSlice(List<String> tags, List<EntryKey> keys, boolean prolong) {
		return this.log.observe(new ObservedNames(tags, keys, this.retention.millis(), prolong))
			.thenApply((observation) -> {
				learn(observation.clock());
				return observation;
			});
	}

	/**
	 * The tags that an entry of a region carries, implicit ones first.
	 * @param region the name of the region
	 * @param tags its own tags
	 * @return all of them
	 */
	public static List<String> withImplicit(String region, Collection<String> tags) {
		List<String> all = new ArrayList<>(tags.size() + 2);
		all.add(TagName.NAMESPACE);
		all.add(TagName.ofRegion(region));
		all.addAll(tags);
		return all;
	}

	private void learn(long version) {
		this.known.accumulateAndGet(version, Math::max);
	}

	private static <T> List<List<T>> slices(Collection<T> names) {
		List<T> all = List.copyOf(names);
		List<List<T>> slices = new ArrayList<>();
		for (int from = 0; from < all.size(); from += InvalidationLog.MAX_NAMES) {
			slices.add(all.subList(from, Math.min(all.size(), from + InvalidationLog.MAX_NAMES)));
		}
		return slices;
	}

	private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> parts) {
		return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
			.thenApply((done) -> parts.stream().map(CompletableFuture::join).toList());
	}

}
