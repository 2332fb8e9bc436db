/**
 * The auditor: calls cached methods once more in the background, and finds values that
 * should have been invalidated.
 */
@NullMarked
package io.github.taggedcache.audit;

import org.jspecify.annotations.NullMarked;
