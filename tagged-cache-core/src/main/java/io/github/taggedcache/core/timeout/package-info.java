/**
 * Limits of the time that callers wait for a load.
 */
@NullMarked
package io.github.taggedcache.core.timeout;

import org.jspecify.annotations.NullMarked;
