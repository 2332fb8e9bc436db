/**
 * Objects that evict what a bean would read.
 */
@NullMarked
package io.github.taggedcache.evict;

import org.jspecify.annotations.NullMarked;
