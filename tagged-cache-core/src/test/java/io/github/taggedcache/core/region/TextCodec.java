package io.github.taggedcache.core.region;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;

/**
 * A value is its text. Notes the threads that it runs on.
 */
final class TextCodec implements ValueCodec {

	static final String UNENCODABLE = "unencodable";

	static final String UNDECODABLE = "undecodable";

	private final byte id;

	private final List<String> threads = new CopyOnWriteArrayList<>();

	private volatile Consumer<Object> beforeEncode = (value) -> {
	};

	private volatile Runnable beforeDecode = () -> {
	};

	TextCodec(int id) {
		this.id = (byte) id;
	}

	void beforeEncode(Consumer<Object> action) {
		this.beforeEncode = action;
	}

	void beforeDecode(Runnable action) {
		this.beforeDecode = action;
	}

	List<String> threads() {
		return this.threads;
	}

	@Override
	public byte id() {
		return this.id;
	}

	@Override
	public byte[] encode(Object value, ValueType type) {
		this.threads.add(Thread.currentThread().getName());
		this.beforeEncode.accept(value);
		if (value.equals(UNENCODABLE)) {
			throw new IllegalStateException("It would not come back");
		}
		return value.toString().getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public Object decode(ByteBuffer payload, ValueType type) throws UndecodableException {
		this.threads.add(Thread.currentThread().getName());
		this.beforeDecode.run();
		String text = StandardCharsets.UTF_8.decode(payload).toString();
		if (text.equals(UNDECODABLE)) {
			throw new UndecodableException("It does not come back", null);
		}
		try {
			return (type.type() == Integer.class) ? Integer.valueOf(text) : text;
		}
		catch (NumberFormatException ex) {
			throw new UndecodableException("No number", ex);
		}
	}

}
