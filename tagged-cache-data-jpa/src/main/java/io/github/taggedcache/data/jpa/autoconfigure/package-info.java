/**
 * Auto-configuration of the tags of JPA entities.
 */
@NullMarked
package io.github.taggedcache.data.jpa.autoconfigure;

import org.jspecify.annotations.NullMarked;
