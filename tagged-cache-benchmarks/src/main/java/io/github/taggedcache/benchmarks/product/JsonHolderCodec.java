package io.github.taggedcache.benchmarks.product;

import java.nio.ByteBuffer;

import com.alicp.jetcache.CacheValueHolder;
import com.alicp.jetcache.support.CacheMessage;

/**
 * JSON for JetCache, which gives its codec both entries and messages: a first byte tells
 * them apart. Before an article stand its times.
 */
final class JsonHolderCodec {

	private static final byte MESSAGE = 'm';

	private static final byte HOLDER = 'h';

	private JsonHolderCodec() {
	}

	static byte[] encode(Object value) {
		if (!(value instanceof CacheValueHolder<?> holder)) {
			byte[] json = Limits.MAPPER.writeValueAsBytes(value);
			return ByteBuffer.allocate(1 + json.length).put(MESSAGE).put(json).array();
		}
		byte[] json = Limits.MAPPER.writeValueAsBytes(holder.getValue());
		return ByteBuffer.allocate(1 + 2 * Long.BYTES + json.length)
			.put(HOLDER)
			.putLong(holder.getExpireTime())
			.putLong(holder.getAccessTime())
			.put(json)
			.array();
	}

	static Object decode(byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		if (buffer.get() == MESSAGE) {
			return Limits.MAPPER.readValue(bytes, 1, bytes.length - 1, CacheMessage.class);
		}
		CacheValueHolder<Article> holder = new CacheValueHolder<>();
		holder.setExpireTime(buffer.getLong());
		holder.setAccessTime(buffer.getLong());
		holder.setValue(Limits.MAPPER.readValue(bytes, buffer.position(), buffer.remaining(), Article.class));
		return holder;
	}

}
