package io.github.taggedcache;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the auditor found out about an entry: twice, the method returned something else
 * than what the cache held. Most likely a write lacks an {@code @InvalidateTags}.
 *
 * @param foundAt when, by the clock of this node
 * @param age how old the entry was then; null if the store did not tell
 * @param asOf version up to which the entry was current for its tags, by which it is
 * known again
 * @param path where the values differ first, from the class of the value on; no values
 */
public record AuditFinding(Instant foundAt, @Nullable Duration age, long asOf, String path) {

}
