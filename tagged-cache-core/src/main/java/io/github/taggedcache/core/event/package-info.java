/**
 * What happens in regions: the port that is told of it, and the statistics that count it.
 */
@NullMarked
package io.github.taggedcache.core.event;

import org.jspecify.annotations.NullMarked;
