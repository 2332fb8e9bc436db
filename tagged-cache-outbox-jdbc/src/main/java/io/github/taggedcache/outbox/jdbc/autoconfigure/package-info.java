/**
 * Auto-configuration of the outbox.
 */
@NullMarked
package io.github.taggedcache.outbox.jdbc.autoconfigure;

import org.jspecify.annotations.NullMarked;
