package io.github.taggedcache.core.region;

import io.github.taggedcache.core.near.NearEntry;
import org.jspecify.annotations.Nullable;

/**
 * A value that was decoded, or that needs no decoding. It may be kept and served again
 * and again, to readers of one near entry without an allocation.
 */
final class Decoded {

	private final @Nullable Object value;

	/** Two readers may make it at once; either serves. */
	private @Nullable Hit hit;

	Decoded(@Nullable Object value) {
		this.value = value;
	}

	@Nullable Object value() {
		return this.value;
	}

	/**
	 * The value as a hit of the near entry that keeps it.
	 */
	Hit hitOf(NearEntry entry) {
		Hit known = this.hit;
		if (known == null || known.tags() != entry.tags()) {
			known = new Hit(entry.key(), this.value, entry.tags(), entry.asOf(), Long.MAX_VALUE, true);
			this.hit = known;
		}
		return known;
	}

}
