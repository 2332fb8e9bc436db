/**
 * Several instances of an application on one Redis, and what may go wrong between them.
 */
@NullMarked
package io.github.taggedcache.coherence;

import org.jspecify.annotations.NullMarked;
