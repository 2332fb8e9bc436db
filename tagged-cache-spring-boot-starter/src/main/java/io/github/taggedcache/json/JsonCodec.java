package io.github.taggedcache.json;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.stream.BaseStream;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ConcurrentLruCache;

/**
 * Turns values into JSON and back by the application's own {@link JsonMapper}. The JSON
 * is bound to the declared generic type and names no classes, unless the application's
 * types ask for that by their annotations.
 * <p>
 * When a value of a new runtime class is written, its JSON is read back once: see
 * {@link ReadBack}. Thread safe; nothing runs under a lock.
 */
public final class JsonCodec implements ValueCodec {

	/** What entries written by this codec carry. */
	public static final byte ID = 1;

	private static final int BINDINGS = 1024;

	private final ReadBack readBack = new ReadBack();

	private final ConcurrentLruCache<Type, JsonBinding> bindings;

	private final ConcurrentLruCache<Type, String> structures;

	/**
	 * Creates a codec.
	 * @param mapper the application's mapper; default typing is switched off for the
	 * cache
	 */
	public JsonCodec(JsonMapper mapper) {
		JsonMapper untyped = withoutDefaultTyping(mapper);
		this.bindings = new ConcurrentLruCache<>(BINDINGS, (type) -> JsonBinding.of(untyped, type));
		this.structures = new ConcurrentLruCache<>(BINDINGS, (type) -> TypeStructure.of(untyped, type));
	}

	/**
	 * Default typing puts class names into the payload, and lets whoever can write to the
	 * store choose the classes that are loaded here. An application may have reasons for
	 * it elsewhere, and the declared types make it needless here: so it is switched off
	 * for the cache rather than refused. Only such a mapper is rebuilt, since rebuilding
	 * loses what a subclass of {@code JsonMapper} overrides.
	 */
	private static JsonMapper withoutDefaultTyping(JsonMapper mapper) {
		boolean active = mapper.serializationConfig().getDefaultTyper(mapper.constructType(Object.class)) != null
				|| mapper.deserializationConfig().getDefaultTyper(mapper.constructType(Object.class)) != null;
		return active ? mapper.rebuild().deactivateDefaultTyping().build() : mapper;
	}

	@Override
	public byte id() {
		return ID;
	}

	/**
	 * Describes the type as the mapper sees it. A type that the mapper cannot describe,
	 * it cannot write either: that shows when the first value is stored.
	 */
	@Override
	public String structure(Type type) {
		try {
			return this.structures.get(type);
		}
		catch (RuntimeException ex) {
			return "unknown";
		}
	}

	@Override
	public byte[] encode(Object value, ValueType type) {
		JsonBinding binding = this.bindings.get(type.type());
		byte[] json = write(value, type, binding);
		this.readBack.check(value, json, type, binding);
		return json;
	}

	private static byte[] write(Object value, ValueType type, JsonBinding binding) {
		if (value instanceof BaseStream<?, ?> || value instanceof Iterator<?>) {
			// Writing it would leave the caller with nothing
			throw new UnstorableValueException(type.declaredBy(), "read only once",
					"%s returned a %s, which can be read only once.".formatted(type.declaredBy(),
							value.getClass().getName()),
					"Return a collection instead.", null);
		}
		try {
			return binding.writer().writeValueAsBytes(value);
		}
		catch (RuntimeException ex) {
			throw new UnstorableValueException(type.declaredBy(), "not written",
					"%s declares %s, but the %s that it returned cannot be written as JSON: %s."
						.formatted(type.declaredBy(), type.name(), value.getClass().getName(), reason(ex)),
					ReadBack.REMEDY, ex);
		}
	}

	static @Nullable String reason(Throwable ex) {
		return (ex instanceof JacksonException jackson) ? jackson.getOriginalMessage() : ex.getMessage();
	}

	@Override
	public Object decode(ByteBuffer payload, ValueType type) throws UndecodableException {
		JsonBinding binding = this.bindings.get(type.type());
		if (payload.hasArray()) {
			return read(payload.array(), payload.arrayOffset() + payload.position(), payload.remaining(), type,
					binding);
		}
		byte[] copy = new byte[payload.remaining()];
		payload.duplicate().get(copy);
		return read(copy, 0, copy.length, type, binding);
	}

	/**
	 * Whatever goes wrong comes from the payload: besides Jackson's exceptions these are
	 * those of the application's constructors and deserializers, which Jackson does not
	 * wrap where the mapper is told not to.
	 */
	static Object read(byte[] json, int offset, int length, ValueType type, JsonBinding binding)
			throws UndecodableException {
		Object value;
		try {
			value = binding.reader().readValue(json, offset, length);
		}
		catch (RuntimeException ex) {
			throw undecodable(type, ex);
		}
		if (value == null) {
			throw undecodable(type, new IllegalArgumentException("JSON null where the entry holds a value"));
		}
		return value;
	}

	private static UndecodableException undecodable(ValueType type, RuntimeException cause) {
		return new UndecodableException("The payload does not bind to " + type.name(), cause);
	}

}
