package io.github.taggedcache;

import java.time.Duration;
import java.time.Instant;

/**
 * What the auditor found out about an entry: twice, the method returned something else
 * than what the cache held. Most likely a write lacks an {@code @InvalidateTags}.
 *
 * @param foundAt when, by the clock of this node
 * @param createdAt when the entry was made, by the clock of the node that made it
 * @param age how old the entry was when it was found
 * @param path where the values differ first, from the class of the value on. It holds no
 * values: a star stands for keys of maps and elements of sets
 */
public record AuditFinding(Instant foundAt, Instant createdAt, Duration age, String path) {

}
