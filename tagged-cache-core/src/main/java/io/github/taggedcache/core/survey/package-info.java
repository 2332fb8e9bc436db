/**
 * What operators ask about many entries at once: which ones there are, and the eviction
 * of those that match a pattern. All of it scans, in bounded pieces; no call of an
 * application leads here.
 */
@NullMarked
package io.github.taggedcache.core.survey;

import org.jspecify.annotations.NullMarked;
