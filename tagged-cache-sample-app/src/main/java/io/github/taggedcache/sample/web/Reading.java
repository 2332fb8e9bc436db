package io.github.taggedcache.sample.web;

/**
 * A value with where it came from, and how long it took.
 */
record Reading<T>(T value, Source source, double millis) {

	enum Source {

		CACHE, DATABASE

	}

}
