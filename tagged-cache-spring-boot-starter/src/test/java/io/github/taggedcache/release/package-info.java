/**
 * Two releases of one application at the same time.
 */
@NullMarked
package io.github.taggedcache.release;

import org.jspecify.annotations.NullMarked;
