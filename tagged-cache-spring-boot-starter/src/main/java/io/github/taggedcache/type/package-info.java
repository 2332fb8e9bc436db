/**
 * The types of cached values: what the signature of a method says, and the types that
 * need no declaration.
 */
@NullMarked
package io.github.taggedcache.type;

import org.jspecify.annotations.NullMarked;
