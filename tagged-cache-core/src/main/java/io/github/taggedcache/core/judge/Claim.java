package io.github.taggedcache.core.judge;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;

/**
 * What a value claims: that it is current for its tags and for its key.
 *
 * @param key the key of the value
 * @param tags the tags that it is judged by, implicit ones included if they count; a list
 * with fast access by index
 * @param asOf version up to which the value is current for these tags
 * @param written version that key events are judged against, or a put;
 * {@link Long#MAX_VALUE} if the tags are judged alone
 */
public record Claim(EntryKey key, List<String> tags, long asOf, long written) {

	/**
	 * The claim of a value that was made under a token.
	 * @param key the key of the value
	 * @param tags the tags of the value
	 * @param token the load token
	 * @return the claim
	 */
	public static Claim underToken(EntryKey key, List<String> tags, long token) {
		return new Claim(key, tags, token, token);
	}

	/**
	 * A claim for tags, whatever happened to the key.
	 * @param key the key of the value
	 * @param tags the tags
	 * @param asOf version up to which the value is current for these tags
	 * @return the claim
	 */
	public static Claim forTags(EntryKey key, List<String> tags, long asOf) {
		return new Claim(key, tags, asOf, Long.MAX_VALUE);
	}

	/**
	 * Whether the key counts as well as the tags.
	 * @return false if the tags are judged alone
	 */
	boolean includesKey() {
		return this.written != Long.MAX_VALUE;
	}

}
