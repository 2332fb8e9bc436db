/**
 * The tags that values show: of the entities in them, and of the objects that stand for
 * entities.
 */
@NullMarked
package io.github.taggedcache.data.jpa.result;

import org.jspecify.annotations.NullMarked;
