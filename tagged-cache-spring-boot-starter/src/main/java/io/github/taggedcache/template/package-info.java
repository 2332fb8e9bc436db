/**
 * Tag templates: the text of the annotations, parsed at start-up and evaluated for each
 * call.
 */
@NullMarked
package io.github.taggedcache.template;

import org.jspecify.annotations.NullMarked;
