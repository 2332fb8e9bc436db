/**
 * Tags of JPA entities: how an application names them, and which entities have them.
 */
@NullMarked
package io.github.taggedcache.data.jpa;

import org.jspecify.annotations.NullMarked;
