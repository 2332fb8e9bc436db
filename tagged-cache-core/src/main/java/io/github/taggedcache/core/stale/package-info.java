/**
 * Stale values: for how long, and instead of what, they are served.
 */
@NullMarked
package io.github.taggedcache.core.stale;

import org.jspecify.annotations.NullMarked;
