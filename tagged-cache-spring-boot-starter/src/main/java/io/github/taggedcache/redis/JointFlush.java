package io.github.taggedcache.redis;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * Has the driver send commands together that callers handed to it at about the same time.
 * <p>
 * The driver flushes each command by itself: a read that sends three commands makes three
 * system calls, and Redis wakes up and answers up to three times. With Netty's handler
 * the driver's event loop writes all commands that it finds in its queue, and then
 * flushes once. A lone command is flushed in the same step of the event loop. The order
 * of commands stays.
 */
public final class JointFlush implements NettyCustomizer {

	/** Most commands that wait for one flush. */
	private static final int MOST_COMMANDS = FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES;

	/**
	 * Adds it to what the driver makes its connections with.
	 * @param resources builds the driver's resources
	 */
	public static void addTo(ClientResources.Builder resources) {
		resources.nettyCustomizer(new JointFlush());
	}

	@Override
	public void afterChannelInitialized(Channel channel) {
		// Behind TLS: one call for all records
		channel.pipeline().addFirst(new FlushConsolidationHandler(MOST_COMMANDS, true));
	}

}
