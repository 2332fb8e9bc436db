/**
 * Names: tags, entry keys, and where each of them lies in the store.
 */
@NullMarked
package io.github.taggedcache.core.name;

import org.jspecify.annotations.NullMarked;
