package io.github.taggedcache.core.load;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.Judgement;
import org.jspecify.annotations.Nullable;

/**
 * A value that a load gave.
 */
public interface LoadedValue {

	/**
	 * The value for the caller that loaded it.
	 * @return the value, which may be null
	 */
	@Nullable Object value();

	/**
	 * Judges, for a caller that joined the load, whether anything newer is known for the
	 * value: for its key, its tags, and the tags that this caller declares.
	 * @param joiner the tags that the caller declares
	 * @param token the load token of the load
	 * @return the judgement, by the store only if the tag history cannot tell
	 */
	CompletableFuture<Judgement> judge(DeclaredTags joiner, long token);

	/**
	 * The value for a caller that joined the load: an object of its own, if callers could
	 * change the value. Runs the codec.
	 * @return the value; null if the bytes of the value do not become a value again
	 */
	@Nullable HandedOver handOver();

	/**
	 * Takes note that a caller has obtained the value for another one that it is made
	 * into.
	 * @param collector collects what the other value is made from
	 * @param judged version up to which the value was found current for this caller; zero
	 * if it was not judged again
	 */
	void addTo(Dependencies collector, long judged);

	/**
	 * Stores the value, unless it must not be stored or something newer than its load
	 * token is known.
	 * @return how that goes on
	 */
	Storing store();

	/**
	 * A value of a caller that joined a load.
	 *
	 * @param value the value, which may be null
	 */
	record HandedOver(@Nullable Object value) {

	}

	/**
	 * A value on its way to the store.
	 *
	 * @param stored whether it was stored, or is under way and found by readers of this
	 * node: what the caller waits for
	 * @param sent completes when the entry has been sent, or is not going to be: the
	 * store takes it before every command for the same entry that is sent after that
	 */
	record Storing(CompletableFuture<Boolean> stored, CompletableFuture<?> sent) {

		/**
		 * A value that is not stored.
		 * @return what is at its end
		 */
		public static Storing not() {
			return of(CompletableFuture.completedFuture(false));
		}

		/**
		 * A value that the caller waits for until it is written.
		 * @param stored whether it was stored
		 * @return the same for both
		 */
		public static Storing of(CompletableFuture<Boolean> stored) {
			return new Storing(stored, stored);
		}

	}

}
