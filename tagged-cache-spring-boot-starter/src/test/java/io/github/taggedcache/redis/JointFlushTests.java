package io.github.taggedcache.redis;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("FutureReturnValueIgnored") // what was written is looked at instead
class JointFlushTests {

	private final AtomicInteger flushes = new AtomicInteger();

	private final EmbeddedChannel channel = new EmbeddedChannel();

	JointFlushTests() {
		new JointFlush().afterChannelInitialized(this.channel);
		this.channel.pipeline().addFirst(new ChannelDuplexHandler() {

			@Override
			public void flush(ChannelHandlerContext context) {
				JointFlushTests.this.flushes.incrementAndGet();
				context.flush();
			}

		});
	}

	@Test
	void commandsOfOneStepLeaveWithOneFlushInTheirOrder() {
		this.channel.eventLoop().execute(() -> this.channel.writeAndFlush("MGET"));
		this.channel.eventLoop().execute(() -> this.channel.writeAndFlush("GETEX"));
		this.channel.eventLoop().execute(() -> this.channel.writeAndFlush("GET"));
		this.channel.runPendingTasks();
		assertThat(this.flushes).hasValue(1);
		assertThat(this.channel.outboundMessages()).containsExactly("MGET", "GETEX", "GET");
	}

	@Test
	void loneCommandLeavesInTheSameStep() {
		this.channel.eventLoop().execute(() -> this.channel.writeAndFlush("GET"));
		this.channel.runPendingTasks();
		assertThat(this.flushes).hasValue(1);
		assertThat(this.channel.outboundMessages()).containsExactly("GET");
	}

}
