package io.github.taggedcache.json;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.stream.BaseStream;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ConcurrentLruCache;

/**
 * Turns values into JSON and back by a mapper of the cache's own, see
 * {@link StorageMapper}. The JSON is bound to the declared generic type and names no
 * classes, unless the application's types ask for that by their annotations.
 * <p>
 * What comes back is equal to the value, or the value is refused. When a class is written
 * for the first time, the value's JSON is read back and compared field by field. What
 * depends on the single value is checked while it is written. Thread safe; nothing runs
 * under a lock.
 */
public final class JsonCodec implements ValueCodec {

	/** What entries written by this codec carry. */
	public static final byte ID = 1;

	private static final int BINDINGS = 1024;

	private final JsonMapper mapper;

	private final Refusals refusals = new Refusals();

	private final LazyValues lazyValues;

	private final ReadBack readBack;

	private final ConcurrentLruCache<Type, JsonBinding> bindings;

	private final ConcurrentLruCache<Type, String> structures;

	/**
	 * Creates a codec without changes of the application.
	 * @param application the application's mapper, whose modules are used, or null if it
	 * has none
	 */
	public JsonCodec(@Nullable JsonMapper application) {
		this(application, List.of());
	}

	/**
	 * Creates a codec.
	 * @param application the application's mapper, whose modules are used, or null if it
	 * has none
	 * @param customizers what the application wants to change
	 */
	public JsonCodec(@Nullable JsonMapper application, List<TaggedCacheJsonCustomizer> customizers) {
		this.mapper = StorageMapper.of(application, customizers);
		this.lazyValues = LazyValues.find(JsonCodec.class.getClassLoader());
		this.readBack = new ReadBack(this.lazyValues, this.refusals);
		this.bindings = new ConcurrentLruCache<>(BINDINGS, (type) -> JsonBinding.of(this.mapper, type));
		this.structures = new ConcurrentLruCache<>(BINDINGS,
				(type) -> TypeStructure.of(this.mapper, application, type));
	}

	/**
	 * The mapper that values are written and read with.
	 * @return the mapper
	 */
	public JsonMapper mapper() {
		return this.mapper;
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
	public @Nullable String difference(Object value, Object cached, ValueType type) {
		return GraphComparison.pathBetween(value, cached, Paths.nameOf(value), this.lazyValues);
	}

	@Override
	public byte[] encode(Object value, ValueType type) {
		if (value instanceof BaseStream<?, ?> || value instanceof Iterator<?>) {
			// Writing it would leave the caller with nothing
			throw new UnstorableValueException(type.declaredBy(), Obstacle.READ_ONCE.kind(),
					"%s returned a %s, which can be read only once.".formatted(type.declaredBy(),
							value.getClass().getName()),
					Obstacle.READ_ONCE.remedy(), null);
		}
		JsonBinding binding = this.bindings.get(type.type());
		try {
			return this.refusals.guard(value, type, () -> binding.write(value));
		}
		catch (Recorder.MissingException ex) {
			return this.readBack.write(value, type, binding);
		}
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
			value = binding.read(json, offset, length);
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
