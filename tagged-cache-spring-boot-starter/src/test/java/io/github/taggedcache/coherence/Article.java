package io.github.taggedcache.coherence;

/**
 * What the instances cache.
 *
 * @param id its number
 * @param author the number of its author
 * @param revision the number of the commit that wrote it
 */
record Article(long id, long author, long revision) {

}
