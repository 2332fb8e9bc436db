/**
 * What loaders read through Hibernate, as tags of their values.
 */
@NullMarked
package io.github.taggedcache.data.jpa.load;

import org.jspecify.annotations.NullMarked;
