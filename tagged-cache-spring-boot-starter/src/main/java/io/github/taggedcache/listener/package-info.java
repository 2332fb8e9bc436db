/**
 * The listeners of an application: what they are told, and on which thread.
 */
@NullMarked
package io.github.taggedcache.listener;

import org.jspecify.annotations.NullMarked;
