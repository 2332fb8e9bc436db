/**
 * What the mapping says about tags: which entity has which, which table belongs to which
 * entity.
 */
@NullMarked
package io.github.taggedcache.data.jpa.model;

import org.jspecify.annotations.NullMarked;
