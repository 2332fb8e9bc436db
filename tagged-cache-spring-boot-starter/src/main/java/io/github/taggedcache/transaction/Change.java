package io.github.taggedcache.transaction;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Something that a transaction does to the caches when it has committed.
 */
sealed interface Change {

	/**
	 * Takes note of what is old from now on in the transaction.
	 */
	void mark(DirtyNames dirty);

	/**
	 * Tags are invalidated.
	 *
	 * @param mode their mode
	 * @param tags the tags, implicit ones included
	 * @param own is told what was recorded, if nothing of others was recorded with it
	 */
	record Invalidation(Mode mode, Collection<String> tags, @Nullable Consumer<List<Appended>> own) implements Change {

		public Invalidation {
			tags = List.copyOf(tags);
		}

		@Override
		public void mark(DirtyNames dirty) {
			dirty.addTags(this.tags);
		}

	}

	/**
	 * A region is cleared.
	 *
	 * @param region the region
	 */
	record Clearing(Region region) implements Change {

		@Override
		public void mark(DirtyNames dirty) {
			dirty.addTags(List.of(TagName.ofRegion(this.region.name())));
		}

	}

	/**
	 * A key is evicted.
	 *
	 * @param region its region
	 * @param key the key
	 */
	record Eviction(Region region, EntryKey key) implements Change {

		@Override
		public void mark(DirtyNames dirty) {
			dirty.addKey(this.key);
		}

	}

	/**
	 * A value is put.
	 *
	 * @param region its region
	 * @param key its key
	 * @param tags its tags
	 * @param value puts the value
	 */
	record Put(Region region, EntryKey key, Collection<String> tags, Write value) implements Change {

		/**
		 * The eviction in the place of the put.
		 */
		Eviction eviction() {
			return new Eviction(this.region, this.key);
		}

		@Override
		public void mark(DirtyNames dirty) {
			dirty.addKey(this.key);
		}

	}

	/**
	 * A loaded value is stored.
	 *
	 * @param key its key
	 * @param tags its tags
	 * @param value stores the value
	 */
	record Store(EntryKey key, Collection<String> tags, Write value) implements Change {

		@Override
		public void mark(DirtyNames dirty) {
		}

	}

	/**
	 * A value that is ready to be written.
	 *
	 * @param begin begins to write it
	 * @param failure is told of a failure
	 */
	record Write(Supplier<CompletableFuture<Boolean>> begin, Consumer<RuntimeException> failure) {

	}

}
