package io.github.taggedcache.benchmarks.product;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import org.redisson.client.codec.BaseCodec;
import org.redisson.client.protocol.Decoder;
import org.redisson.client.protocol.Encoder;

/**
 * Keys as text and articles as JSON for Redisson, whose own JSON codec needs another
 * Jackson.
 */
final class JsonArticleCodec extends BaseCodec {

	@Override
	public Encoder getMapKeyEncoder() {
		return (key) -> Unpooled.wrappedBuffer(key.toString().getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public Decoder<Object> getMapKeyDecoder() {
		return (buffer, state) -> Long.valueOf(buffer.toString(StandardCharsets.UTF_8));
	}

	@Override
	public Encoder getValueEncoder() {
		return (value) -> Unpooled.wrappedBuffer(Limits.MAPPER.writeValueAsBytes(value));
	}

	@Override
	public Decoder<Object> getValueDecoder() {
		return (buffer, state) -> Limits.MAPPER.readValue((InputStream) new ByteBufInputStream(buffer), Article.class);
	}

}
