/**
 * Health of the outbox.
 */
@NullMarked
package io.github.taggedcache.outbox.jdbc.health;

import org.jspecify.annotations.NullMarked;
