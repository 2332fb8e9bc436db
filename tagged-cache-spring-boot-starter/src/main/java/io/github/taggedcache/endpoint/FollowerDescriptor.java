package io.github.taggedcache.endpoint;

import java.time.Duration;

import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * How this node follows the invalidation log.
 *
 * @param caughtUp whether the node is proven to be caught up. If not, it is in
 * quarantine: the store judges every read
 * @param lag the age of the newest proof
 * @param quarantine how long there was no such proof, since the node was created
 * @param position the newest version up to which every invalidation is known
 * @param records how many records of the log the node remembers
 * @param gaps times that the node missed records of the log
 * @param repairs times that the node found that the store had lost invalidations
 */
public record FollowerDescriptor(boolean caughtUp, Duration lag, Duration quarantine, long position, int records,
		long gaps, long repairs) {

	static @Nullable FollowerDescriptor of(Node node) {
		CatchUp catchUp = node.catchUp();
		TagHistory history = node.history();
		if (catchUp == null || history == null) {
			return null;
		}
		return new FollowerDescriptor(catchUp.isProven(catchUp.now()), Duration.ofNanos(catchUp.lagNanos()),
				Duration.ofNanos(catchUp.quarantineNanos()), history.position(), history.size(), node.gaps(),
				node.repairs());
	}

}
