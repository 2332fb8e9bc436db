package io.github.taggedcache.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

import io.github.taggedcache.AuditFinding;
import io.github.taggedcache.Explanation;
import io.github.taggedcache.Explanation.Invalidation;
import io.github.taggedcache.Explanation.TagState;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.region.Inspection;
import io.github.taggedcache.core.region.Refusal;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.TagVersion;
import io.github.taggedcache.term.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Makes an explanation of what an inspection found.
 *
 * @param found what was found
 * @param now the time of this node
 * @param lastAudit what the auditor found out about the key, or null
 */
record Explainer(Inspection found, Instant now, @Nullable AuditFinding lastAudit) {

	/** Begins what is shown of a key that the value was made from. */
	static final String DEPENDENCY = "~:";

	static Explainer of(Inspection found, @Nullable AuditFinding lastAudit) {
		return new Explainer(found, found.at(), lastAudit);
	}

	Explanation explain() {
		List<TagState> tags = this.found.tags().stream().map(this::tag).toList();
		Invalidation keyEvent = last((record) -> record.keys().contains(this.found.key()));
		Finding finding = new Findings(this.found, tags, keyEvent, this.now).finding();
		return new Explanation(this.found.key().region(), this.found.key().text(), finding.outcome(), finding.reason(),
				sentence(finding.sentence()), near(this.found.near()), stored(this.found.stored()), tags, keyEvent,
				notStored(this.found.refusal()), this.found.mode() == Inspection.JudgedBy.NODE,
				(this.found.failure() != null) ? this.found.failure().getMessage() : null, audit());
	}

	/**
	 * The finding, if it is about the entry that is there now.
	 */
	private @Nullable AuditFinding audit() {
		Inspection.Stored stored = this.found.stored();
		return (this.lastAudit != null && stored != null
				&& stored.header().createdAt() == this.lastAudit.createdAt().toEpochMilli()) ? this.lastAudit : null;
	}

	private String sentence(String sentence) {
		AuditFinding finding = audit();
		return (finding != null) ? sentence + " The auditor found at "
				+ finding.foundAt().truncatedTo(ChronoUnit.SECONDS) + " that the method returns something else (at "
				+ finding.path() + "): a write may lack @InvalidateTags." : sentence;
	}

	private static Explanation.@Nullable NotStored notStored(@Nullable Refusal refusal) {
		return (refusal != null) ? new Explanation.NotStored(Instant.ofEpochMilli(refusal.time()), refusal.cause())
				: null;
	}

	private TagState tag(String tag) {
		TagVersion version = (this.found.seen() != null) ? this.found.seen().tag(tag) : null;
		EntryKey key = TagName.keyOf(tag);
		return new TagState(shown(tag), (version != null) ? version.hard() : null,
				(version != null && version.soft() > 0) ? version.soft() : null,
				last((record) -> (key != null) ? record.keys().contains(key) : record.tags().contains(tag)));
	}

	/**
	 * A tag as it is shown. The text of a key that the value was made from is not shown.
	 */
	static String shown(String tag) {
		EntryKey key = TagName.keyOf(tag);
		return (key != null) ? DEPENDENCY + key.region() + key.shortHash() : tag;
	}

	private @Nullable Invalidation last(Predicate<LogRecord> names) {
		return this.found.log().stream().filter(names).findFirst().map(this::invalidation).orElse(null);
	}

	private Invalidation invalidation(LogRecord record) {
		return new Invalidation(record.version(), Instant.EPOCH.plus(record.version(), ChronoUnit.MICROS),
				Terms.mode(record.mode()), record.origin(), record.origin().equals(this.found.origin()));
	}

	private static Explanation.@Nullable Near near(Inspection.@Nullable Near near) {
		if (near == null) {
			return null;
		}
		Duration left = (near.leftMillis() != Long.MAX_VALUE) ? Duration.ofMillis(near.leftMillis()) : null;
		return new Explanation.Near(near.asOf(), near.written(), near.confirmed(), left, near.byNode(), near.byStore());
	}

	private Explanation.@Nullable Stored stored(Inspection.@Nullable Stored stored) {
		if (stored == null) {
			return null;
		}
		Header header = stored.header();
		Instant createdAt = Instant.ofEpochMilli(header.createdAt());
		return new Explanation.Stored(header.asOf(), header.written(), createdAt, Duration.between(createdAt, this.now),
				end(header.softExpiry()), end(header.hardExpiry()), stored.size(), stored.byNode(), stored.byStore());
	}

	private static @Nullable Instant end(long millis) {
		return (millis > 0) ? Instant.ofEpochMilli(millis) : null;
	}

	/**
	 * What the next read would find.
	 *
	 * @param outcome where
	 * @param reason why it would be a miss, or is stale; null on any other hit
	 * @param sentence the same for a person
	 */
	record Finding(Explanation.Outcome outcome, @Nullable MissReason reason, String sentence) {

	}

}
