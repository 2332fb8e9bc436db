package io.github.taggedcache.core.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * What loads need of the region that their values are for.
 */
public interface LoadTarget {

	/**
	 * Looks for the value of a call, and counts the call as a hit or a miss. Sends what
	 * it has to send before it returns.
	 * @param call the call
	 * @param steps runs codecs and templates
	 * @return what was found
	 */
	CompletableFuture<Look> look(LoadCall call, Executor steps);

	/**
	 * Looks for the values of several calls together, and counts each of them as a hit or
	 * a miss. Sends what it has to send before it returns.
	 * @param calls the calls, all of the same types, no two for one key
	 * @param steps runs codecs and templates
	 * @return what was found for each call, in their order
	 */
	CompletableFuture<List<Look>> lookAll(List<? extends LoadCall> calls, Executor steps);

	/**
	 * Looks once more for a call that has been counted as a miss: another load may have
	 * stored the value meanwhile.
	 * @param call the call
	 * @param steps runs codecs and templates
	 * @return what was found
	 */
	CompletableFuture<Found> lookAgain(LoadCall call, Executor steps);

	/**
	 * The key of the entry of a call.
	 * @param call the call
	 * @return the key, in the form of the call's types
	 */
	EntryKey entry(LoadCall call);

	/**
	 * Gives a value its tags and its bytes. Runs templates and the codec, before anybody
	 * gets the value: from then on somebody may change it.
	 * @param call the call whose loader made the value
	 * @param value the value, which may be null
	 * @param token the load token
	 * @return the value, ready to be stored and handed over
	 */
	LoadedValue loaded(LoadCall call, @Nullable Object value, long token);

	/**
	 * Gives several values their tags and their bytes, and stores each of them unless it
	 * must not be stored. What one of them fails with stops no other one. If another
	 * value is made from them, that takes note of each. Runs templates and the codec on
	 * this thread, and sends what it has to send before it returns.
	 * @param values the values
	 * @return for each value whether it was stored, or is under way, in their order
	 */
	List<CompletableFuture<Boolean>> storeAll(List<Made> values);

	/**
	 * A value that a load of several made.
	 *
	 * @param call the call that the value is for
	 * @param value the value, which may be null
	 * @param token the load token
	 * @param isStored whether the value is for others as well
	 */
	record Made(LoadCall call, @Nullable Object value, long token, boolean isStored) {

	}

	/**
	 * What a call found.
	 *
	 * @param isHit whether there is a value
	 * @param value the value, which may be null
	 * @param token load token of a load that follows on a miss
	 * @param stale a stale value that may stand in for a load; null if there is none
	 */
	record Look(boolean isHit, @Nullable Object value, long token, @Nullable StaleValue stale) {

	}

	/**
	 * What a call found that looked again.
	 *
	 * @param value the value; null if there is none
	 * @param token load token of a load that follows where there is none;
	 * {@link LoadCall#NO_TOKEN} if the store did not answer
	 */
	record Found(@Nullable LoadedValue value, long token) {

		/** Nothing, as nobody could be asked. */
		static final Found NOTHING = new Found(null, LoadCall.NO_TOKEN);

	}

}
