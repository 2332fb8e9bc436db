package io.github.taggedcache.core.near;

/**
 * When an entry in the memory of the node was made, and how long it lives.
 *
 * @param createdAt when it was made, by the wall clock of the node that made it, in ms
 * @param endsAt when it expires here, by the node's monotonic time in ns
 * @param storedUntil when it expires in the store, by the same time; not before it
 * expires here
 */
public record NearLife(long createdAt, long endsAt, long storedUntil) {

}
