package io.github.taggedcache.core.store;

/**
 * The newest invalidations of one tag.
 *
 * @param hard version of the newest hard invalidation, or of its registration
 * @param soft version of the newest soft invalidation; zero if there was none
 */
public record TagVersion(long hard, long soft) {

}
