/**
 * The JSON API that the page is made of.
 */
@NullMarked
package io.github.taggedcache.sample.web;

import org.jspecify.annotations.NullMarked;
