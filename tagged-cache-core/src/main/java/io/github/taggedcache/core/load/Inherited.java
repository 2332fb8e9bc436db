package io.github.taggedcache.core.load;

import java.util.List;

/**
 * What a value takes over from the cached values that it was made from.
 *
 * @param names their tags, without that of the namespace: those of their regions and the
 * names of their keys included
 * @param asOf version up to which all of them are known to be current;
 * {@link Long#MAX_VALUE} if there are none
 * @param staleSince when the first of them became stale, in ms; {@link Long#MAX_VALUE} if
 * none is
 * @param isWhole whether all is known that the value was made from. If not, it must not
 * be stored
 * @param isTooMuch whether it is not, as the names are too many
 */
public record Inherited(List<String> names, long asOf, long staleSince, boolean isWhole, boolean isTooMuch) {

	/** Of a value that was made from no cached one. */
	public static final Inherited NOTHING = new Inherited(List.of(), Long.MAX_VALUE, Long.MAX_VALUE, true, false);

	public Inherited {
		names = List.copyOf(names);
	}

	/**
	 * Whether the value is stale from the beginning.
	 * @return whether it was made from a stale one
	 */
	public boolean isStale() {
		return this.staleSince != Long.MAX_VALUE;
	}

}
