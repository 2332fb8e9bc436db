package io.github.taggedcache.benchmarks.product;

import java.time.Duration;

import tools.jackson.databind.json.JsonMapper;

/**
 * What all products are told alike: how long to keep entries, and how to make JSON.
 */
final class Limits {

	static final Duration TIME_TO_LIVE = Duration.ofHours(1);

	static final JsonMapper MAPPER = new JsonMapper();

	private Limits() {
	}

}
