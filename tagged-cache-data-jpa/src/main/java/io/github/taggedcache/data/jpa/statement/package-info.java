/**
 * SQL statements, as far as their text shows which tables they read and write.
 */
@NullMarked
package io.github.taggedcache.data.jpa.statement;

import org.jspecify.annotations.NullMarked;
