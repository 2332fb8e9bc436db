package io.github.taggedcache.core.region;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearCache;
import io.github.taggedcache.core.near.NearEntry;
import io.github.taggedcache.core.near.NearSettings;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.node.TagHistory;
import io.github.taggedcache.core.node.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A region's entries in the memory of the node: what goes in, and what comes out.
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

	private final Node node;

	private final Encoder encoder;

	private final InstantSource time;

	private final LongSupplier nanoTime;

	NearLevel(String region, RegionSettings regionSettings, NearSettings settings, Region.Environment environment,
			Encoder encoder) {
		this.region = region;
		this.settings = settings;
		this.node = environment.node();
		this.encoder = encoder;
		this.time = environment.time();
		this.nanoTime = environment.nanoTime();
		this.cache = new NearCache(settings, longest(regionSettings, settings), this.nanoTime.getAsLong());
	}

	private static Duration longest(RegionSettings regionSettings, NearSettings settings) {
		Duration stored = regionSettings.timeToLive();
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
	 * the proof is looked at before the history.
	 */
	@Nullable Hit trusted(Object localKey, ValueTypes types) {
		NearEntry entry = this.cache.get(localKey);
		if (entry == null) {
			return null;
		}
		long now = this.nanoTime.getAsLong();
		TagHistory history = this.node.trusted(now);
		if (history == null || !entry.isAlive(now) || history.judge(entry) != Verdict.VALID) {
			return null;
		}
		return hit(entry, types);
	}

	/**
	 * An entry that has not expired, judged by nobody yet.
	 */
	@Nullable NearEntry get(EntryKey key) {
		NearEntry entry = this.cache.get(key.local());
		if (entry != null && !entry.isAlive(this.nanoTime.getAsLong())) {
			this.cache.remove(entry);
			return null;
		}
		return entry;
	}

	@Nullable Hit hit(NearEntry entry, ValueTypes types) {
		if (entry.content() instanceof Envelope envelope) {
			return this.encoder.decode(envelope, types);
		}
		return (entry.content() instanceof Hit hit && types.toRead(entry.type()) != null) ? hit : null;
	}

	void remove(NearEntry entry) {
		this.cache.remove(entry);
	}

	void remove(EntryKey key) {
		this.cache.remove(key.local());
	}

	/**
	 * Puts what was read from the store.
	 */
	void put(Lookup found, Envelope envelope, Hit hit) {
		Header header = envelope.header();
		long left = FOR_EVER;
		if (header.hardExpiry() > 0) {
			long now = Math.max(this.time.millis(), header.createdAt());
			left = TimeUnit.MILLISECONDS.toNanos(header.hardExpiry() - now);
		}
		put(found.key(), header.tags(), header.asOf(), header.written(), found.confirmed(), header.type(),
				this.settings.copy() ? envelope : hit, left, envelope.size());
	}

	/**
	 * Puts what this node has just written to the store.
	 * @param sent when it was sent there: from then on it may have been kept
	 */
	void put(EntryKey key, EncodedEntry entry, byte[] bytes, long asOf, long written, long sent) {
		Object content = this.settings.copy() ? Envelope.parse(bytes) : new Hit(entry.source().value());
		long left = (entry.timeToLiveMillis() > 0)
				? sent + TimeUnit.MILLISECONDS.toNanos(entry.timeToLiveMillis()) - now() : FOR_EVER;
		put(key, entry.source().tags(), asOf, written, 0, entry.source().type().fingerprint(), content, left,
				bytes.length);
	}

	private void put(EntryKey key, List<String> tags, long asOf, long written, long confirmed, long type,
			@Nullable Object content, long left, int weight) {
		Duration longest = this.settings.timeToLive();
		long lifetime = (longest != null) ? Math.min(left, longest.toNanos()) : left;
		if (lifetime > 0) {
			long now = this.nanoTime.getAsLong();
			this.cache.put(new NearEntry(key, Node.withImplicit(this.region, tags), asOf, written, confirmed, type,
					content, now + lifetime, weight), now);
		}
	}

}
