/**
 * The sample application: it starts here.
 */
@NullMarked
package io.github.taggedcache.sample;

import org.jspecify.annotations.NullMarked;
