/**
 * The scope tags that methods declare, checked against the entities that have them.
 */
@NullMarked
package io.github.taggedcache.data.jpa.scope;

import org.jspecify.annotations.NullMarked;
