/**
 * Refreshes: loads in the background of values that callers are still served.
 */
@NullMarked
package io.github.taggedcache.core.refresh;

import org.jspecify.annotations.NullMarked;
