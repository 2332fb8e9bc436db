package io.github.taggedcache.core.region;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.envelope.Versions;
import io.github.taggedcache.core.event.Level;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.Judge;
import io.github.taggedcache.core.judge.KnownVersions;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearCache;
import io.github.taggedcache.core.near.NearEntry;
import io.github.taggedcache.core.near.NearLife;
import io.github.taggedcache.core.near.NearSettings;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Lookup.RemoteHit;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a region in the near cache: what goes in, and what comes out.
 * <p>
 * An entry lives no longer than the one in the store. How long that lives is known
 * exactly where this node wrote it; else by the writer's wall clock and ours, and never
 * for longer than its whole time to live.
 */
final class NearLevel {

	/** Far away, and still no overflow when times are compared. */
	private static final long FOR_EVER = Long.MAX_VALUE / 2;

	private final String region;

	private final NearSettings settings;

	private final NearCache cache;

	private final Judge judge;

	private final ValueCopies copies;

	private final RegionEvents events;

	private final InstantSource time;

	private final LongSupplier nanoTime;

	/** How long the store keeps entries past their end. */
	private final long windowNanos;

	/** How long before the store drops them entries may be due to be refreshed. */
	private final long dueNanos;

	NearLevel(String region, RegionSettings regionSettings, NearSettings settings, RegionEnvironment environment,
			Judge judge, ValueCopies copies, RegionEvents events) {
		this.region = region;
		this.settings = settings;
		this.judge = judge;
		this.copies = copies;
		this.events = events;
		this.time = environment.time();
		this.nanoTime = environment.nanoTime();
		this.windowNanos = regionSettings.stale().window().toNanos();
		long margin = regionSettings.refreshAhead().marginNanos(regionSettings.timeToLive().toNanos());
		this.dueNanos = (margin > 0) ? margin + this.windowNanos : 0;
		this.cache = new NearCache(settings, longest(regionSettings, settings), this.nanoTime.getAsLong());
	}

	private static Duration longest(RegionSettings regionSettings, NearSettings settings) {
		Duration stored = Duration.ofMillis(regionSettings.keptMillis());
		Duration near = settings.timeToLive();
		return (near != null && (stored.isZero() || near.compareTo(stored) < 0)) ? near : stored;
	}

	long now() {
		return this.nanoTime.getAsLong();
	}

	NearCache cache() {
		return this.cache;
	}

	/**
	 * The value of an entry, if it can be served without asking anybody. One reading of
	 * the time serves for its expiry and for the proof that the history may be trusted;
	 * the proof is looked at before the history. A hit is an event; nothing else is.
	 * @param collector collects what the value of the caller is made from; null for most
	 * callers. Only for it the token is read, before the verdict
	 */
	@Nullable Hit read(Object localKey, ValueTypes types, DeclaredTags declared, @Nullable Dependencies collector) {
		NearEntry entry = this.cache.get(localKey);
		if (entry == null) {
			return null;
		}
		long now = this.nanoTime.getAsLong();
		KnownVersions history = this.judge.history(now);
		if (history == null || !entry.isAlive(now)) {
			return null;
		}
		long token = (collector != null) ? history.token() : 0;
		if (history.judge(entry) != Verdict.VALID) {
			return null;
		}
		if (!entry.isTaggedBy(declared.templates()) && !declared.areAmong(entry.tags())) {
			return null;
		}
		if (mayBeDue(entry, now)) {
			return null;
		}
		Decoded decoded = decoded(entry, types);
		if (decoded == null) {
			return null;
		}
		this.events.hit(entry.key(), entry.tags(), Level.NEAR, entry.createdAt());
		if (collector != null) {
			collector.add(entry.key(), entry.tags(), Math.max(token, entry.confirmed()));
		}
		return decoded.hitOf(entry);
	}

	/**
	 * Whether somebody is to look closer whether the entry must be refreshed.
	 */
	private boolean mayBeDue(NearEntry entry, long now) {
		return this.dueNanos > 0 && entry.storedFor(now) < this.dueNanos;
	}

	/**
	 * An entry that has not expired, or that may be served all the same; judged by nobody
	 * yet.
	 */
	@Nullable NearEntry get(EntryKey key) {
		NearEntry entry = this.cache.get(key.local());
		if (entry == null) {
			return null;
		}
		long now = this.nanoTime.getAsLong();
		if (!entry.isAlive(now) && !(servesExpired() && !entry.isExpired(now))) {
			this.cache.expire(entry, now);
			return null;
		}
		return entry;
	}

	/**
	 * Where entries end here before they end in the store, the store has to tell what is
	 * stale.
	 */
	private boolean servesExpired() {
		return this.windowNanos > 0 && this.settings.timeToLive() == null;
	}

	boolean isAlive(NearEntry entry) {
		return entry.isAlive(now());
	}

	/**
	 * When an entry becomes stale in the store.
	 * @return by the wall clock of this node, in ms
	 */
	long softEnd(NearEntry entry) {
		return this.time.millis() + TimeUnit.NANOSECONDS.toMillis(entry.storedFor(now()) - this.windowNanos);
	}

	/**
	 * Whether the newest entry of a key that this node knew has expired, also in the
	 * store.
	 */
	boolean hasExpired(EntryKey key) {
		return this.cache.hasExpired(key.local());
	}

	@Nullable Decoded decoded(NearEntry entry, ValueTypes types) {
		ValueType type = types.toRead(entry.type());
		return (type != null) ? this.copies.read(entry.content(), type) : null;
	}

	void remove(NearEntry entry) {
		this.cache.remove(entry);
	}

	void remove(EntryKey key) {
		this.cache.remove(key.local());
	}

	/**
	 * Has an entry stand for a call that declares other tags as well.
	 */
	void extend(NearEntry entry, List<String> further, long templates, long valid) {
		NearEntry successor = entry.with(further, templates, valid);
		if (successor != entry) {
			this.cache.replace(entry, successor);
		}
	}

	/**
	 * What to keep of an entry that was read from the store. Runs code of the elements of
	 * a container.
	 */
	Object content(RemoteHit found, Decoded decoded) {
		return this.copies.ofStored(decoded, found.entry());
	}

	/**
	 * Puts what was read from the store.
	 * @param content what is kept of the entry's value
	 * @return what was put, or null if it has expired
	 */
	@Nullable NearEntry put(RemoteHit found, Object content) {
		Envelope envelope = found.entry();
		Header header = envelope.header();
		long end = (header.softExpiry() > 0) ? header.softExpiry() : header.hardExpiry();
		Life life = new Life(left(end, header), left(Math.max(end, header.hardExpiry()), header));
		return put(found.key(), header.tags(), header.templates(),
				new Versions(header.token(), header.asOf(), header.written()), found.asOf(), header.type(), content,
				header.createdAt(), life, envelope.size());
	}

	private long left(long end, Header header) {
		return (end > 0) ? TimeUnit.MILLISECONDS.toNanos(end - Math.max(this.time.millis(), header.createdAt()))
				: FOR_EVER;
	}

	/**
	 * Puts what this node has just written to the store.
	 * @param sent when it was sent there: from then on it may have been kept
	 */
	void put(EntryKey key, EncodedEntry entry, int size, Versions versions, long sent) {
		Object content = this.copies.ofOwn(entry);
		Life life = new Life(left(entry.timeToLiveMillis(), sent), left(entry.keptMillis(), sent));
		put(key, entry.names(), entry.source().templates(), versions, 0, entry.type().fingerprint(), content,
				this.time.millis(), life, size);
	}

	private long left(long millis, long sent) {
		return (millis > 0) ? sent + TimeUnit.MILLISECONDS.toNanos(millis) - now() : FOR_EVER;
	}

	private @Nullable NearEntry put(EntryKey key, List<String> tags, long templates, Versions versions, long confirmed,
			long type, Object content, long createdAt, Life life, int weight) {
		Duration longest = this.settings.timeToLive();
		long lifetime = (longest != null) ? Math.min(life.left, longest.toNanos()) : life.left;
		if (lifetime <= 0 && !(servesExpired() && life.stored > 0)) {
			return null;
		}
		long now = this.nanoTime.getAsLong();
		NearEntry entry = new NearEntry(key, Node.withImplicit(this.region, tags), templates, versions, confirmed, type,
				content, new NearLife(createdAt, now + lifetime, now + life.stored), weight);
		this.cache.put(entry, now);
		return entry;
	}

	/**
	 * How long an entry lives from now on.
	 *
	 * @param left until it becomes stale, in ns
	 * @param stored until the store drops it, in ns
	 */
	private record Life(long left, long stored) {

	}

}
