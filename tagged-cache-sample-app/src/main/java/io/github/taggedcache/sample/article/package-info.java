/**
 * Articles, authors and comments: what is cached, under which tags, and what invalidates
 * it.
 */
@NullMarked
package io.github.taggedcache.sample.article;

import org.jspecify.annotations.NullMarked;
