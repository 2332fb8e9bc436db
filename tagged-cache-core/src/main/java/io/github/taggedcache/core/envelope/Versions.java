package io.github.taggedcache.core.envelope;

/**
 * The versions that an entry is judged by.
 *
 * @param token load token of the value: what tags are judged against that the entry does
 * not carry
 * @param asOf version up to which the value is current for the tags that the entry
 * carries
 * @param written version that key events are judged against; or, negative, the id of the
 * put whose key event the entry was sent beside
 */
public record Versions(long token, long asOf, long written) {

}
