/**
 * What committed changes of rows invalidate.
 */
@NullMarked
package io.github.taggedcache.data.jpa.change;

import org.jspecify.annotations.NullMarked;
