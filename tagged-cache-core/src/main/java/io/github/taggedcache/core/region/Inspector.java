package io.github.taggedcache.core.region;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.Judge;
import io.github.taggedcache.core.judge.KnownVersions;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearEntry;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Inspection.JudgedBy;
import io.github.taggedcache.core.region.Inspection.Near;
import io.github.taggedcache.core.region.Inspection.Place;
import io.github.taggedcache.core.region.Inspection.Stored;
import io.github.taggedcache.core.stale.StaleSettings;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a key for operators, and changes nothing: no expiry, no copy in the near
 * cache, no version, no statistics. Two round trips: the entry and the log, then the
 * versions of its tags.
 */
final class Inspector {

	/** Newest records that are searched for who invalidated what. */
	private static final int RECORDS = 1000;

	/** Longer than any time to live: this copy never expires. */
	private static final long NEVER = TimeUnit.DAYS.toNanos(36_525);

	private final String region;

	private final Node node;

	private final Judge judge;

	private final WriteBehind writes;

	private final EntryCodec codec;

	private final Forms forms;

	private final InstantSource time;

	private final @Nullable NearLevel near;

	private final RecentRefusals refusals;

	private final StaleSettings stale;

	Inspector(String region, RegionSettings settings, RegionEnvironment environment, Judge judge, EntryCodec codec,
			Forms forms, @Nullable NearLevel near, RecentRefusals refusals) {
		this.region = region;
		this.node = environment.node();
		this.judge = judge;
		this.writes = environment.writes();
		this.codec = codec;
		this.forms = forms;
		this.time = environment.time();
		this.near = near;
		this.refusals = refusals;
		this.stale = settings.stale();
	}

	/**
	 * Looks at a key. Runs the codec on this thread, to see whether the entry binds to
	 * the type; the value is dropped.
	 * @param key the key
	 * @param types the types of the region's values
	 */
	Inspection inspect(EntryKey key, ValueTypes types) {
		NearEntry copy = (this.near != null) ? this.near.cache().peek(key.local()) : null;
		KnownVersions history = this.judge.history();
		try {
			CompletableFuture<List<LogRecord>> log = this.node.newest(RECORDS);
			List<StoreReply> replies = Futures.await(replies(key, types));
			Found found = found(replies, types);
			List<String> tags = tags(copy, found.entry());
			ObservedVersions seen = new ObservedVersions(Futures.await(this.node.peek(tags, List.of(key))));
			ObservedVersions asRead = seen.registered(tags, List.of(key));
			return new Inspection(key, this.time.instant(), this.node.origin(), mode(history),
					near(copy, history, asRead), stored(key, found.entry(), history, asRead), found.place(), tags,
					seen.seen(), Futures.await(log), this.refusals.get(key), this.stale, null);
		}
		catch (StoreException ex) {
			return new Inspection(key, this.time.instant(), this.node.origin(), mode(history),
					near(copy, history, null), null, Place.UNKNOWN, tags(copy, null), null, List.of(),
					this.refusals.get(key), this.stale, ex);
		}
	}

	private JudgedBy mode(@Nullable KnownVersions history) {
		if (history != null) {
			return JudgedBy.NODE;
		}
		return this.node.isStrict() ? JudgedBy.STORE_AS_STRICT : JudgedBy.STORE_IN_QUARANTINE;
	}

	/**
	 * The entries of all forms that the node knows, that of the region's type first.
	 */
	private CompletableFuture<List<StoreReply>> replies(EntryKey key, ValueTypes types) {
		Set<String> all = new LinkedHashSet<>(Set.of(this.forms.peek(types)));
		all.addAll(this.forms.known());
		return Futures.all(all.stream()
			.map((form) -> this.writes.get(key.as(form)).thenApply((bytes) -> StoreReply.of(key, bytes)))
			.toList());
	}

	private Found found(List<StoreReply> replies, ValueTypes types) {
		StoreReply first = replies.get(0);
		if (first.isPresent()) {
			return new Found(first.entry(), place(first.entry(), types));
		}
		return replies.stream()
			.map(StoreReply::entry)
			.filter((entry) -> entry != null)
			.findFirst()
			.map((entry) -> new Found(entry, place(entry, types)))
			.orElseGet(() -> new Found(null, Place.EMPTY));
	}

	/**
	 * A region without a declared type has none before its first call. Nothing is said
	 * about the type of its entries then.
	 */
	private Place place(@Nullable Envelope entry, ValueTypes types) {
		if (entry == null) {
			return Place.UNDECODABLE;
		}
		if (types.fingerprint() == 0) {
			return Place.ENTRY;
		}
		if (types.fingerprint() != entry.header().type()) {
			return Place.OTHER_TYPE;
		}
		return (this.codec.decode(entry, types) != null) ? Place.ENTRY : Place.UNDECODABLE;
	}

	private List<String> tags(@Nullable NearEntry copy, @Nullable Envelope entry) {
		Set<String> tags = new LinkedHashSet<>(Node.withImplicit(this.region, List.of()));
		if (copy != null) {
			tags.addAll(copy.tags());
		}
		if (entry != null) {
			tags.addAll(entry.header().tags());
		}
		return List.copyOf(tags);
	}

	private @Nullable Near near(@Nullable NearEntry copy, @Nullable KnownVersions history,
			@Nullable ObservedVersions seen) {
		if (copy == null || this.near == null) {
			return null;
		}
		long confirmed = copy.confirmed();
		Claim claim = new Claim(copy.key(), copy.tags(), Math.max(copy.asOf(), confirmed),
				Math.max(copy.written(), confirmed));
		long left = copy.left(this.near.now());
		long leftMillis = (left > NEVER) ? Long.MAX_VALUE : Math.floorDiv(left - 1, TimeUnit.MILLISECONDS.toNanos(1));
		return new Near(copy.asOf(), copy.written(), confirmed, leftMillis, judged(history, claim),
				judged(seen, claim));
	}

	private @Nullable Stored stored(EntryKey key, @Nullable Envelope entry, @Nullable KnownVersions history,
			ObservedVersions seen) {
		if (entry == null) {
			return null;
		}
		Claim claim = new Claim(key, Node.withImplicit(this.region, entry.header().tags()), entry.header().asOf(),
				entry.header().written());
		return new Stored(entry.header(), entry.size(), judged(history, claim), seen.judge(claim));
	}

	private static @Nullable Verdict judged(@Nullable KnownVersions versions, Claim claim) {
		return (versions != null) ? versions.judge(claim) : null;
	}

	/**
	 * What was found in the store.
	 */
	private record Found(@Nullable Envelope entry, Place place) {

	}

}
