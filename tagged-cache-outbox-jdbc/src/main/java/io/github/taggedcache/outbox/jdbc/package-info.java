/**
 * An outbox of invalidations in a table of the application's database: rows are written
 * in the transaction, and relayed to the store after the commit.
 */
@NullMarked
package io.github.taggedcache.outbox.jdbc;

import org.jspecify.annotations.NullMarked;
