package io.github.taggedcache.core.region;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.envelope.Payload;
import io.github.taggedcache.core.envelope.UndecodableException;
import io.github.taggedcache.core.envelope.Versions;
import io.github.taggedcache.core.load.Inherited;
import org.jspecify.annotations.Nullable;

/**
 * Encodes values into payloads and envelopes, and decodes them again. Runs the codec, so
 * never on a driver's thread.
 */
final class EntryCodec {

	private final RegionSettings settings;

	private final ValueCodec codec;

	private final InstantSource time;

	private final RandomGenerator random;

	EntryCodec(RegionSettings settings, ValueCodec codec, InstantSource time, RandomGenerator random) {
		this.settings = settings;
		this.codec = codec;
		this.time = time;
		this.random = random;
	}

	EncodedEntry encode(NewEntry entry) {
		ValueType type = entry.types().toWrite(entry.value());
		Payload payload = (entry.value() != null)
				? this.settings.compression().apply(this.codec.encode(entry.value(), type)) : Payload.NULL;
		Duration timeToLive = (entry.timeToLive() != null) ? entry.timeToLive() : this.settings.timeToLive();
		long millis = jittered(timeToLive.toMillis());
		if (entry.inherited().isStale()) {
			return new EncodedEntry(entry, type, payload, 1, Math.max(1, leftMillis(entry.inherited())));
		}
		return new EncodedEntry(entry, type, payload, millis,
				(millis > 0) ? millis + this.settings.stale().window().toMillis() : 0);
	}

	/**
	 * Whether the region keeps a value that takes this over. A value that was made from a
	 * stale one is stale for as long, and is kept where such are served.
	 */
	boolean keeps(Inherited inherited) {
		return inherited.isWhole() && (!inherited.isStale() || leftMillis(inherited) > 0);
	}

	/**
	 * How long the region serves a stale value.
	 */
	private long leftMillis(Inherited inherited) {
		return inherited.staleSince() + this.settings.stale().window().toMillis() - this.time.millis();
	}

	private long jittered(long millis) {
		long spread = (long) (millis * this.settings.timeToLiveJitter());
		return (spread > 0) ? millis - this.random.nextLong(spread + 1) : millis;
	}

	byte[] envelope(EncodedEntry entry, Versions versions) {
		long now = this.time.millis();
		long softExpiry = softExpiry(entry, now);
		long hardExpiry = (entry.keptMillis() > 0) ? now + entry.keptMillis() : 0;
		ValueType type = entry.type();
		return Envelope.write(new Header(versions.asOf(), versions.written(), versions.token(), this.codec.id(),
				type.fingerprint(), entry.source().templates(), now, softExpiry, hardExpiry, entry.names()),
				entry.payload());
	}

	private static long softExpiry(EncodedEntry entry, long now) {
		if (entry.isStale()) {
			return entry.source().inherited().staleSince();
		}
		return (entry.timeToLiveMillis() > 0) ? now + entry.timeToLiveMillis() : 0;
	}

	/**
	 * The value of an entry, or null if it is not one of this type by this codec, or is a
	 * null value that was stored while such were wanted.
	 */
	@Nullable Decoded decode(Envelope entry, ValueTypes types) {
		Header header = entry.header();
		ValueType type = types.toRead(header.type());
		if (header.codec() != this.codec.id() || type == null) {
			return null;
		}
		if (entry.holdsNull()) {
			return this.settings.cacheNullValues() ? new Decoded(null) : null;
		}
		try {
			return new Decoded(this.codec.decode(entry.payload(), type));
		}
		catch (UndecodableException ex) {
			return null;
		}
	}

	/**
	 * The value of a payload that this codec wrote for this type, or null if it does not
	 * bind to the type.
	 */
	@Nullable Decoded decode(Payload payload, ValueType type) {
		if (payload.isNull()) {
			return new Decoded(null);
		}
		try {
			return new Decoded(this.codec.decode(payload.content(), type));
		}
		catch (UndecodableException ex) {
			return null;
		}
	}

}
