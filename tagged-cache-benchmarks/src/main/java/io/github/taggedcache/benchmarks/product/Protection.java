package io.github.taggedcache.benchmarks.product;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The properties that protect a source, all of them on.
 */
final class Protection {

	static final String[] ALL = { "tagged-cache.defaults.stale-while-revalidate=1m",
			"tagged-cache.defaults.stale-if-error=1h", "tagged-cache.defaults.refresh-ahead=0.8",
			"tagged-cache.defaults.load-timeout.hard=10s", "tagged-cache.defaults.max-concurrent-loads=64" };

	private Protection() {
	}

	static String[] remote() {
		return Stream.concat(Arrays.stream(ALL), Stream.of("tagged-cache.defaults.near-cache.enabled=false"))
			.toArray(String[]::new);
	}

}
