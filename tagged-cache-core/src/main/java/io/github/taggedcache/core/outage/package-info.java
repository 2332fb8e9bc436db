/**
 * What a node does while its store does not answer: near entries that cannot be proven,
 * and invalidations that wait.
 */
@NullMarked
package io.github.taggedcache.core.outage;

import org.jspecify.annotations.NullMarked;
