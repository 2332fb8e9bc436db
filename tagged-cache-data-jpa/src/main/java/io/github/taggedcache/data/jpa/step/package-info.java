/**
 * What Hibernate is doing on the calling thread.
 */
@NullMarked
package io.github.taggedcache.data.jpa.step;

import org.jspecify.annotations.NullMarked;
