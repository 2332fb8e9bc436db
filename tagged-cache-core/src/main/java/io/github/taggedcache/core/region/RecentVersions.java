package io.github.taggedcache.core.region;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.judge.Judge;
import io.github.taggedcache.core.judge.ObservedClock;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearEntry;
import io.github.taggedcache.core.store.PutCheck;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store what has happened to names since a version. Where the history of the
 * node usually ends at the clock of the store, the clock alone is asked for; if it is not
 * enough, the versions in a second round trip. Else the versions are asked for at once.
 */
final class RecentVersions {

	private final Judge judge;

	private final ClockMatches matches = new ClockMatches();

	RecentVersions(Judge judge) {
		this.judge = judge;
	}

	/**
	 * The version up to which an entry is current: for its own tags and its key, and for
	 * tags of the call that it may lack.
	 */
	static long since(NearEntry known, Collection<String> callTags) {
		return callTags.isEmpty() ? known.confirmed() : Math.min(known.confirmed(), known.token());
	}

	/**
	 * The oldest one of these versions of several entries.
	 */
	static long since(Collection<NearEntry> known, Collection<String> callTags) {
		return known.stream().mapToLong((entry) -> since(entry, callTags)).min().orElse(0);
	}

	/**
	 * The same for an entry of the store.
	 */
	static long since(Envelope entry, Collection<String> callTags) {
		Header header = entry.header();
		long own = PutCheck.isPut(header.written()) ? header.asOf() : Math.min(header.asOf(), header.written());
		return callTags.isEmpty() ? own : Math.min(own, header.token());
	}

	/**
	 * Observes versions of which only those matter that are newer than this one.
	 */
	CompletableFuture<ObservedVersions> observe(Collection<String> tags, List<EntryKey> keys, long since) {
		CompletableFuture<ObservedClock> asked = askForClock();
		if (asked == null) {
			return this.judge.observe(tags, keys, false).thenApply((seen) -> {
				observed(since, seen);
				return seen;
			});
		}
		return asked.thenCompose((clock) -> {
			ObservedVersions known = clock.since(since, tags, keys);
			clockWas(known != null);
			return (known != null) ? CompletableFuture.completedFuture(known) : this.judge.observe(tags, keys, false);
		});
	}

	/**
	 * Asks for the clock, if it is likely to be enough.
	 * @return null if the versions are to be asked for
	 */
	@Nullable CompletableFuture<ObservedClock> askForClock() {
		return this.matches.areUsual() ? this.judge.observeClock() : null;
	}

	/**
	 * Takes note whether a clock was enough.
	 */
	void clockWas(boolean enough) {
		this.matches.add(enough);
	}

	/**
	 * Takes note of an answer for which the clock alone might have been enough.
	 */
	void observed(long since, ObservedVersions seen) {
		this.matches.add(this.judge.knowsSince(since, seen.position()));
	}

}
