package io.github.taggedcache.core.region;

/**
 * How a value stands that was made under a token.
 *
 * @param isCurrent whether nothing newer than the token is known for it
 * @param clock the clock of that judgement
 */
record Standing(boolean isCurrent, long clock) {

}
