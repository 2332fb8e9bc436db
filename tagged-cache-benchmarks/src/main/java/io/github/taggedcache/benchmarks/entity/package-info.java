/**
 * An application with JPA entities.
 */
@NullMarked
package io.github.taggedcache.benchmarks.entity;

import org.jspecify.annotations.NullMarked;
