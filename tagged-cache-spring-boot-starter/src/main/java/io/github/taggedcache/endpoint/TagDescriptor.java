package io.github.taggedcache.endpoint;

import java.util.List;

import io.github.taggedcache.Explanation;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A tag and its last invalidations. What is null is left out.
 *
 * @param tag the tag
 * @param hard version of the newest hard invalidation, or of the registration of the tag;
 * null if the store has none, or did not answer
 * @param soft version of the newest soft invalidation; null if there was none
 * @param invalidations the records of the log that name the tag, newest first
 * @param searchedRecords how many records of the log were searched for the tag
 * @param unnamedRecords how many of them name nothing that this release understands: the
 * tag may have been among them
 * @param storeFailure why the store did not answer, and this node told what it remembers;
 * null if the store did
 */
public record TagDescriptor(String tag, @Nullable Long hard, @Nullable Long soft,
		List<Explanation.Invalidation> invalidations, int searchedRecords, long unnamedRecords,
		@Nullable String storeFailure) implements OperationResponseBody {

}
