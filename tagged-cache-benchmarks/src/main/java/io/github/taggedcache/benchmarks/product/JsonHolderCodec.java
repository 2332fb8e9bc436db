package io.github.taggedcache.benchmarks.product;

import java.nio.ByteBuffer;
import java.util.Arrays;

import com.alicp.jetcache.CacheValueHolder;
import com.alicp.jetcache.support.CacheMessage;
import tools.jackson.databind.JavaType;

/**
 * JSON for JetCache, which gives its codec both entries and messages: a first byte tells
 * them apart.
 */
final class JsonHolderCodec {

	private static final byte MESSAGE = 'm';

	private static final byte HOLDER = 'h';

	private static final JavaType HOLDER_TYPE = Limits.MAPPER.getTypeFactory()
		.constructParametricType(CacheValueHolder.class, Article.class);

	private JsonHolderCodec() {
	}

	static byte[] encode(Object value) {
		byte[] json = Limits.MAPPER.writeValueAsBytes(value);
		byte kind = (value instanceof CacheMessage) ? MESSAGE : HOLDER;
		return ByteBuffer.allocate(json.length + 1).put(kind).put(json).array();
	}

	static Object decode(byte[] bytes) {
		byte[] json = Arrays.copyOfRange(bytes, 1, bytes.length);
		return (bytes[0] == MESSAGE) ? Limits.MAPPER.readValue(json, CacheMessage.class)
				: Limits.MAPPER.<CacheValueHolder<Article>>readValue(json, HOLDER_TYPE);
	}

}
