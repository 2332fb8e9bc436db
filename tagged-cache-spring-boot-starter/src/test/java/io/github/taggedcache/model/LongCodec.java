package io.github.taggedcache.model;

import java.nio.ByteBuffer;

import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;

/**
 * Values of the model are the number of the commit that they were read after.
 */
final class LongCodec implements ValueCodec {

	@Override
	public byte id() {
		return 99;
	}

	@Override
	public byte[] encode(Object value, ValueType type) {
		return ByteBuffer.allocate(Long.BYTES).putLong((Long) value).array();
	}

	@Override
	public Object decode(ByteBuffer payload, ValueType type) throws UndecodableException {
		if (payload.remaining() != Long.BYTES) {
			throw new UndecodableException("Not a number", null);
		}
		return payload.getLong();
	}

}
