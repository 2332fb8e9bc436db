package io.github.taggedcache.core.region;

import java.util.List;

import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * A value that a call was served.
 *
 * @param key the key
 * @param value the value, which may be null
 * @param tags the tags of the entry, and those that the call declares beyond them; those
 * of the near cache include implicit ones
 * @param asOf version up to which the value is known to be current for these tags
 * @param staleSince when it became stale, in ms; {@link Long#MAX_VALUE} if it is not
 * @param isProven whether somebody has judged it. If not, it is served as the store does
 * not answer
 */
public record Hit(EntryKey key, @Nullable Object value, List<String> tags, long asOf, long staleSince,
		boolean isProven) {

	/**
	 * Hands the hit to a value that is made from it.
	 * @param collector collects what that value is made from; null if there is none
	 */
	public void addTo(@Nullable Dependencies collector) {
		if (collector == null) {
			return;
		}
		collector.addStale(this.key, this.tags, this.asOf, this.staleSince);
		if (!this.isProven) {
			collector.addUnknown();
		}
	}

	/**
	 * The same hit, served though it is stale.
	 */
	Hit stale(long since) {
		return new Hit(this.key, this.value, this.tags, this.asOf, since, this.isProven);
	}

}
