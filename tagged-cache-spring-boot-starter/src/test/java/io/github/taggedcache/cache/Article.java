package io.github.taggedcache.cache;

/**
 * What the tests cache.
 */
record Article(long id, long author, String title) {

}
