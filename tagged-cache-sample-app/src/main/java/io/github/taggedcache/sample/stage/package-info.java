/**
 * What both instances stand on, what breaks it, and who writes down what happens. An
 * application of your own has nothing like it.
 */
@NullMarked
package io.github.taggedcache.sample.stage;

import org.jspecify.annotations.NullMarked;
