package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.Judgement;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.Inherited;
import io.github.taggedcache.core.load.LoadedValue;
import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * A value that a load gave to a region.
 *
 * @param key the key of the value
 * @param value the value for the caller that loaded it, which may be null
 * @param tagging its tags
 * @param decoded makes the value of a caller that joined the load; gives null if it
 * cannot
 * @param storing stores the value
 * @param reads judges the value
 * @param age how current it is
 */
record LoadedEntry(EntryKey key, @Nullable Object value, Tagging tagging, Supplier<@Nullable Decoded> decoded,
		Supplier<Storing> storing, Reads reads, Age age) implements LoadedValue {

	/**
	 * A value that was found, or made from others, may be older than the token of its
	 * load: who joined is judged under what is oldest. If that one is stale and the
	 * region keeps the value, the value is served as stale as it is.
	 */
	@Override
	public CompletableFuture<Judgement> judge(DeclaredTags joiner, long token) {
		if (this.age.isUnknown()) {
			return CompletableFuture.completedFuture(new Judgement(Verdict.UNKNOWN, token, token));
		}
		return this.reads.judge(this.key, this.tagging, Math.min(token, this.age.oldest()), further(joiner))
			.thenApply((judged) -> (judged.verdict() == Verdict.STALE && this.age.isServedStale())
					? new Judgement(Verdict.VALID, judged.position(), judged.token()) : judged);
	}

	@Override
	public void addTo(Dependencies collector, long judged) {
		long asOf = this.age.isStale() ? this.age.asOf() : Math.max(this.age.asOf(), judged);
		collector.addStale(this.key, this.tagging.tags(), asOf, this.age.staleSince());
		if (this.age.isUnknown()) {
			collector.addUnknown();
		}
	}

	/**
	 * The templates of a caller that joined see the object that this caller would get.
	 * The caller that loaded the value may have its object by now, and change it.
	 */
	private List<String> further(DeclaredTags joiner) {
		if (this.tagging.isBy(joiner)) {
			return List.of();
		}
		Decoded own = this.decoded.get();
		return (own != null) ? this.tagging.further(joiner, own.value()) : List.of();
	}

	@Override
	public @Nullable HandedOver handOver() {
		Decoded decoded = this.decoded.get();
		return (decoded != null) ? new HandedOver(decoded.value()) : null;
	}

	@Override
	public Storing store() {
		return this.storing.get();
	}

	/**
	 * How current a value is.
	 *
	 * @param asOf version up to which it is current
	 * @param oldest token that who joins its load is judged under at most;
	 * {@link Long#MAX_VALUE} if only the token of the load counts
	 * @param staleSince when it became stale, in ms; {@link Long#MAX_VALUE} if it is not
	 * @param isServedStale whether the region serves a value that is as stale
	 * @param isUnknown whether it was made from a value of which nobody knows whether it
	 * is current
	 */
	record Age(long asOf, long oldest, long staleSince, boolean isServedStale, boolean isUnknown) {

		/**
		 * Of a value that was found. The history that judged it may be behind the token
		 * of the load, which may be the clock of the store.
		 */
		static Age of(Hit hit) {
			return new Age(hit.asOf(), hit.asOf(), hit.staleSince(), false, !hit.isProven());
		}

		/**
		 * Of a value that was loaded.
		 * @param inherited what it takes over
		 * @param token the load token, or what is older
		 * @param isKept whether the region keeps it
		 */
		static Age of(Inherited inherited, long token, boolean isKept) {
			return new Age(token, inherited.names().isEmpty() ? Long.MAX_VALUE : token, inherited.staleSince(),
					isKept && inherited.isStale(), !inherited.isWhole());
		}

		boolean isStale() {
			return this.staleSince != Long.MAX_VALUE;
		}

	}

}
