/**
 * Values as JSON, bound to the generic types that methods declare.
 */
@NullMarked
package io.github.taggedcache.json;

import org.jspecify.annotations.NullMarked;
