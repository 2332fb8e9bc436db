/**
 * What an application uses of tagged-cache outside of annotations.
 */
@NullMarked
package io.github.taggedcache;

import org.jspecify.annotations.NullMarked;
