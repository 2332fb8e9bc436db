package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.Judgement;
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
 */
record LoadedEntry(EntryKey key, @Nullable Object value, Tagging tagging, Supplier<@Nullable Decoded> decoded,
		Supplier<Storing> storing, Reads reads) implements LoadedValue {

	@Override
	public CompletableFuture<Judgement> judge(DeclaredTags joiner, long token) {
		return this.reads.judge(this.key, this.tagging, token, further(joiner));
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

}
