/**
 * The sources of invalidations that an application brings: started, stopped, and counted.
 */
@NullMarked
package io.github.taggedcache.source;

import org.jspecify.annotations.NullMarked;
