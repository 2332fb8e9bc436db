package io.github.taggedcache.core.region;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Payload;
import io.github.taggedcache.core.near.Copying;
import io.github.taggedcache.core.near.SharingRules;
import org.jspecify.annotations.Nullable;

/**
 * Gives one value to many callers of a node, so that none of them changes what another
 * one gets.
 * <p>
 * The memory of the node keeps what a decoding of the stored bytes gives, as every other
 * node does: else a value would be a {@code HashSet} where it was loaded and a
 * {@code LinkedHashSet} elsewhere. Only the objects of a class that is immutable whatever
 * they hold are kept as the loader made them. Of all others the payload is kept, and
 * decoded when the first reader asks. What that reader's value turns out to be decides
 * whether the payload gives way to the value.
 */
final class ValueCopies {

	private final SharingRules rules = new SharingRules();

	private final Copying copying;

	private final EntryCodec codec;

	ValueCopies(Copying copying, EntryCodec codec) {
		this.copying = copying;
		this.codec = codec;
	}

	/**
	 * Whether all callers may get this object of the loader.
	 */
	boolean isShared(@Nullable Object own) {
		return own == null || this.copying == Copying.NEVER
				|| (this.copying == Copying.AUTO && this.rules.isImmutable(own.getClass()));
	}

	/**
	 * What to keep of a value that this node has stored.
	 */
	Object ofOwn(EncodedEntry entry) {
		Object own = entry.source().value();
		boolean isKept = own == null || (this.copying != Copying.ALWAYS && this.rules.isImmutable(own.getClass()));
		return isKept ? new Decoded(own) : new Encoded(entry.payload());
	}

	/**
	 * What to keep of a value that was read from the store, and that a caller gets.
	 */
	Object ofStored(Decoded decoded, Envelope envelope) {
		Object kept = settled(decoded);
		return (kept != null) ? kept : new Encoded(envelope.detachedPayload());
	}

	/**
	 * The value of what was kept, for one caller. A shared value takes no allocation.
	 * @return the value, or null if the payload does not bind to the type
	 */
	@Nullable Decoded read(Object kept, ValueType type) {
		if (kept instanceof Decoded decoded) {
			return decoded;
		}
		if (kept instanceof Prototype prototype) {
			return new Decoded(this.rules.copy(prototype.container));
		}
		Encoded encoded = (Encoded) kept;
		Object content = encoded.content;
		if (!(content instanceof Payload payload)) {
			return read(content, type);
		}
		Decoded decoded = this.codec.decode(payload, type);
		Object settled = (decoded != null) ? settled(decoded) : null;
		if (settled != null) {
			encoded.content = settled;
		}
		return decoded;
	}

	/**
	 * What to keep in the place of the payload, or null if each caller's value is decoded
	 * from the payload.
	 */
	private @Nullable Object settled(Decoded decoded) {
		Object value = decoded.value();
		if (value == null || this.copying == Copying.NEVER) {
			return decoded;
		}
		if (this.copying == Copying.ALWAYS) {
			return null;
		}
		return switch (this.rules.of(value)) {
			case SHARED -> decoded;
			case COPIED -> new Prototype(this.rules.copy(value));
			case DECODED -> null;
		};
	}

	/**
	 * A value of a joiner's own, decoded from the payload of a load.
	 * @return the value, or null if the payload does not bind to the type
	 */
	@Nullable Decoded decoded(EncodedEntry entry) {
		return this.codec.decode(entry.payload(), entry.type());
	}

	/**
	 * A collection that no caller gets, only copies of it.
	 *
	 * @param container the collection, map or array
	 */
	private record Prototype(Object container) {

	}

	/**
	 * A payload, until its value may take its place. Two readers may decode it at once;
	 * the value of either serves.
	 */
	private static final class Encoded {

		private volatile Object content;

		Encoded(Payload payload) {
			this.content = payload;
		}

	}

}
