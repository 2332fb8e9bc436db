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
		List<String> own = tags.stream().filter((tag) -> !TagName.isImplicit(tag)).toList();
		this.logger
			.warn("Region '{}' serves a value that {} no longer returns: they differ at {}, and the entry is {} s"
					+ " old. {}. If the method returns something else each time, or for each caller, do not audit this"
					+ " region", key.region(), method, finding.path(), finding.age().toSeconds(),
					own.isEmpty() ? "It has no tags: add @CacheTags to the method and @InvalidateTags to the write"
							: "Its tags are " + own + ": the write lacks @InvalidateTags for one of them");
	}

}
