package io.github.taggedcache.sample.web;

import io.github.taggedcache.sample.watch.Level;
import org.jspecify.annotations.Nullable;

/**
 * A value, with where it came from.
 *
 * @param <T> the type of the value
 * @param value the value
 * @param level where it came from
 * @param millis how long the read took
 * @param why why it was loaded; null if it came from a cache
 */
record Reading<T>(T value, Level level, double millis, @Nullable String why) {

}
