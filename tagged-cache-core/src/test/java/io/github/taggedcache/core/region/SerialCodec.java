package io.github.taggedcache.core.region;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.codec.ValueType;

/**
 * Objects of any class, by Java's serialization. A set comes back with an order, as by
 * JSON. What cannot be serialized cannot be stored.
 */
final class SerialCodec implements ValueCodec {

	private final AtomicInteger decodings = new AtomicInteger();

	int decodings() {
		return this.decodings.get();
	}

	@Override
	public byte id() {
		return 7;
	}

	@Override
	public byte[] encode(Object value, ValueType type) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(value);
		}
		catch (NotSerializableException ex) {
			throw new UnstorableValueException("the test", "not serializable", "It cannot be serialized.",
					"Serialize it.", ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	@Override
	public Object decode(ByteBuffer payload, ValueType type) {
		this.decodings.incrementAndGet();
		byte[] bytes = new byte[payload.remaining()];
		payload.get(bytes);
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
			Object value = in.readObject();
			return (value.getClass() == HashSet.class) ? new LinkedHashSet<>((HashSet<?>) value) : value;
		}
		catch (IOException | ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
