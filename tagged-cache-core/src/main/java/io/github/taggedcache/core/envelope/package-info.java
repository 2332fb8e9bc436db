/**
 * The stored form of an entry: a header that can be judged, and the payload.
 */
@NullMarked
package io.github.taggedcache.core.envelope;

import org.jspecify.annotations.NullMarked;
