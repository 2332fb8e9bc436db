/**
 * Watches the caches of one instance: by listeners, meters and explanations, which every
 * application has.
 */
@NullMarked
package io.github.taggedcache.sample.watch;

import org.jspecify.annotations.NullMarked;
