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
	 * Stores the value, unless it must not be stored or something newer than its load
	 * token is known.
	 * @return whether it was stored
	 */
	CompletableFuture<Boolean> store();

	/**
	 * A value of a caller that joined a load.
	 *
	 * @param value the value, which may be null
	 */
	record HandedOver(@Nullable Object value) {

	}

}
