/**
 * Tests of the Redis servers and of the instruments that look at them.
 */
@NullMarked
package io.github.taggedcache.testsupport;

import org.jspecify.annotations.NullMarked;
