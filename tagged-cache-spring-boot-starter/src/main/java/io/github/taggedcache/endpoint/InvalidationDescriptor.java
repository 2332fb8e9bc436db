package io.github.taggedcache.endpoint;

import java.util.List;

import io.github.taggedcache.InvalidationReport;
import io.github.taggedcache.endpoint.KeysDescriptor.KeyOfEntry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What an invalidation did, or would do. What is null is left out.
 *
 * @param dryRun whether nothing was changed
 * @param tags how many tags were invalidated, or would be
 * @param keys how many keys were evicted because they were named, or would be. A text
 * that may stand for several keys counts for each of them
 * @param matched how many keys were evicted because they match the pattern; null on a dry
 * run
 * @param entries how many entries would go; null unless it is a dry run
 * @param usable how many of them a read would still serve; null unless it is a dry run
 * @param samples the first of them; null unless it is a dry run
 * @param cursor where to go on; null if all is done
 */
public record InvalidationDescriptor(boolean dryRun, int tags, int keys, @Nullable Integer matched,
		@Nullable Integer entries, @Nullable Integer usable, @Nullable List<KeyOfEntry> samples,
		@Nullable String cursor) implements OperationResponseBody {

	static InvalidationDescriptor of(InvalidationReport report, boolean showKeys) {
		InvalidationReport.Affected affected = report.affected();
		if (affected == null) {
			return new InvalidationDescriptor(report.dryRun(), report.tags(), report.keys(), report.matched(), null,
					null, null, report.cursor());
		}
		return new InvalidationDescriptor(report.dryRun(), report.tags(), report.keys(), null, affected.entries(),
				affected.usable(),
				affected.samples().stream().map((sample) -> KeyOfEntry.of(sample, showKeys)).toList(), report.cursor());
	}

}
