/**
 * What objects show without a statement: the rows that are initialised in them.
 */
@NullMarked
package io.github.taggedcache.data.jpa.graph;

import org.jspecify.annotations.NullMarked;
