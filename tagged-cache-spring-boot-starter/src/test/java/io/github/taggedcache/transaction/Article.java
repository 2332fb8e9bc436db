package io.github.taggedcache.transaction;

/**
 * A row of the database, as it is cached.
 */
record Article(long id, long author, String title) {

}
