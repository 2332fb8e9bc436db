package io.github.taggedcache.cache;

import java.util.List;

import io.github.taggedcache.InvalidationReport;
import io.github.taggedcache.InvalidationReport.Affected;
import io.github.taggedcache.InvalidationRequest;
import io.github.taggedcache.KeyPage;
import io.github.taggedcache.KeyQuery;
import io.github.taggedcache.TaggedCacheOperations;

/**
 * The verbs of operators where the cache is switched off: there is no entry.
 */
final class DisabledOperations implements TaggedCacheOperations {

	@Override
	public KeyPage keys(KeyQuery query) {
		return new KeyPage(List.of(), null, 0);
	}

	@Override
	public InvalidationReport invalidate(InvalidationRequest request) {
		return new InvalidationReport(request.dryRun(), 0, 0, 0,
				request.dryRun() ? new Affected(0, 0, List.of()) : null, null);
	}

}
