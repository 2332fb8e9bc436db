/**
 * A bound for the number of loads that run at a time.
 */
@NullMarked
package io.github.taggedcache.core.limit;

import org.jspecify.annotations.NullMarked;
