package io.github.taggedcache.core.region;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * The newest values of a region that this node did not store, for operators who ask why a
 * key is a miss. Remembers {@value #MAX} keys by a hash of each: about 20 kB a region.
 * Nothing is remembered where every value is stored.
 */
final class RecentRefusals implements RegionEvents {

	static final int MAX = 200;

	private final Map<Long, Refusal> refusals = new LinkedHashMap<>();

	private final InstantSource time;

	RecentRefusals(InstantSource time) {
		this.time = time;
	}

	@Override
	public void refused(EntryKey key, List<String> tags) {
		add(key, Refusal.Cause.RACE);
	}

	@Override
	public void unstorable(EntryKey key, RuntimeException cause) {
		add(key, Refusal.Cause.UNSTORABLE);
	}

	@Override
	public void stored(EntryKey key, List<String> tags) {
		synchronized (this.refusals) {
			if (!this.refusals.isEmpty()) {
				this.refusals.remove(hash(key));
			}
		}
	}

	private void add(EntryKey key, Refusal.Cause cause) {
		Refusal refusal = new Refusal(cause, this.time.millis());
		Long hash = hash(key);
		synchronized (this.refusals) {
			this.refusals.remove(hash);
			this.refusals.put(hash, refusal);
			if (this.refusals.size() > MAX) {
				this.refusals.remove(this.refusals.keySet().iterator().next());
			}
		}
	}

	@Nullable Refusal get(EntryKey key) {
		synchronized (this.refusals) {
			return this.refusals.get(hash(key));
		}
	}

	private static Long hash(EntryKey key) {
		return Fingerprint.of(key.text());
	}

}
