package io.github.taggedcache.endpoint;

import java.time.Instant;
import java.util.List;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.core.store.LogRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The newest records of the invalidation log. What is null is left out.
 *
 * @param records the records, newest first
 * @param storeFailure why the store did not answer, and this node told what it remembers;
 * null if the store did
 */
public record LogDescriptor(List<RecordDescriptor> records,
		@Nullable String storeFailure) implements OperationResponseBody {

	/**
	 * One record.
	 *
	 * @param version its version
	 * @param time when, by the clock of the store
	 * @param kind what it names: tags, keys, or nothing because they were too many
	 * @param mode hard or soft
	 * @param tags the tags, implicit ones included
	 * @param keys the keys
	 * @param node what stands for the node that made it
	 * @param own whether that is this node
	 */
	public record RecordDescriptor(long version, Instant time, LogRecord.Kind kind, InvalidationMode mode,
			List<String> tags, List<NamedKey> keys, String node, boolean own) {

	}

	/**
	 * A key of a record.
	 *
	 * @param region the name of its region
	 * @param key its canonical text; if keys are not shown, a hash of it
	 */
	public record NamedKey(String region, String key) {

	}

}
