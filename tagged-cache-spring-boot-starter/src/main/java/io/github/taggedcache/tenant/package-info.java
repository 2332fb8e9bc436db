/**
 * Whose entries and tags a call speaks of, where an application has tenants.
 */
@NullMarked
package io.github.taggedcache.tenant;

import org.jspecify.annotations.NullMarked;
