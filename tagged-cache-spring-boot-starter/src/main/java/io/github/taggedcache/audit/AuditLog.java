package io.github.taggedcache.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taggedcache.AuditFinding;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import org.slf4j.Logger;

/**
 * Logs findings: a warning for each method and minute at most, which entries at debug.
 */
final class AuditLog {

	private static final Duration PERIOD = Duration.ofMinutes(1);

	private final Map<String, Instant> warned = new ConcurrentHashMap<>();

	private final Logger logger;

	AuditLog(Logger logger) {
		this.logger = logger;
	}

	void stale(String method, EntryKey key, List<String> tags, AuditFinding finding) {
		this.logger.debug("Stale: {}, {}", key, finding);
		Instant before = this.warned.get(method);
		if (before != null && before.plus(PERIOD).isAfter(finding.foundAt())) {
			return;
		}
		this.warned.put(method, finding.foundAt());
		Duration age = finding.age();
		this.logger.warn("Region '{}' serves a value that {} no longer returns: they differ at {}. Its tags are {},"
				+ " and it is {}. A write that changes it lacks @InvalidateTags for one of these tags, or the method"
				+ " returns something else each time; then do not audit this region", key.region(), method,
				finding.path(), tags.stream().filter((tag) -> !TagName.isImplicit(tag)).toList(),
				(age != null) ? age.toSeconds() + " s old" : "of unknown age");
	}

}
