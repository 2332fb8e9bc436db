/**
 * Real Redis servers, and instruments to look at them, for the tests and the sample
 * application.
 */
@NullMarked
package io.github.taggedcache.testsupport;

import org.jspecify.annotations.NullMarked;
