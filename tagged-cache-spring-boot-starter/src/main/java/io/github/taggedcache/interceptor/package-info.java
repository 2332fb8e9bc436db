/**
 * Spring's cache interceptor with tags, and the order of the advisors around a method.
 */
@NullMarked
package io.github.taggedcache.interceptor;

import org.jspecify.annotations.NullMarked;
