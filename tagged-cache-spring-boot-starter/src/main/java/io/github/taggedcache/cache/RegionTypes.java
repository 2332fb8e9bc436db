package io.github.taggedcache.cache;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.type.SimpleTypes;
import org.jspecify.annotations.Nullable;

/**
 * The type of a region's values for access outside annotated methods: the declared type,
 * else the type of the first annotated method, else the simple type of the value itself.
 */
final class RegionTypes implements ValueTypes {

	/** The type of a null in a region without a type. */
	private static final ValueType NULL = ValueType.of(Void.class, "a null value");

	private final Region region;

	private final AtomicReference<@Nullable ValueType> type;

	RegionTypes(Region region) {
		this.region = region;
		this.type = new AtomicReference<>(region.settings().type());
	}

	/**
	 * Takes note of the type of an annotated method. The first one stays.
	 */
	void record(ValueType methodType) {
		if (this.type.get() == null) {
			this.type.compareAndSet(null, methodType);
		}
	}

	/**
	 * These types; if the region has no type, also the class that the caller names. A
	 * simple value is read as its own type, whatever class the caller names. So the
	 * caller learns that the value is of another class, and not that there is none.
	 */
	ValueTypes or(Class<?> named) {
		return (this.type.get() != null) ? this
				: new Named(this, this.region.type(named, "the caller of region '" + this.region.name() + "'"));
	}

	@Override
	public @Nullable ValueType toRead(long fingerprint) {
		ValueType known = this.type.get();
		if (known != null) {
			return known.toRead(fingerprint);
		}
		ValueType simple = (fingerprint != NULL.fingerprint()) ? SimpleTypes.byFingerprint(fingerprint) : NULL;
		if (simple == null) {
			throw new IllegalStateException("The entry was written as a type that region '" + this.region.name()
					+ "' does not know here. " + remedy());
		}
		return simple;
	}

	/**
	 * The type to write a value as.
	 * @throws UnstorableValueException if the value is not of the known type
	 */
	@Override
	public ValueType toWrite(@Nullable Object value) {
		ValueType known = this.type.get();
		if (known != null) {
			requireInstance(value, known);
			return known;
		}
		ValueType simple = (value != null) ? SimpleTypes.of(value) : NULL;
		if (simple == null) {
			throw new IllegalStateException("Region '" + this.region.name() + "' has no type for a value of "
					+ ((value != null) ? value.getClass() : null) + ". " + remedy());
		}
		return simple;
	}

	private void requireInstance(@Nullable Object value, ValueType known) {
		if (value != null && raw(known.type()) instanceof Class<?> raw && !raw.isInstance(value)) {
			String put = "the put into region '" + this.region.name() + "'";
			throw new UnstorableValueException(put, "type of the region",
					"A %s was put into region '%s' outside an annotated method, but the values of this region are %s, as %s declares."
						.formatted(value.getClass().getName(), this.region.name(), known.name(), known.declaredBy()),
					"Put such a value, use another region, or declare a common type by a RegionCustomizer bean (options.type(...)).",
					null);
		}
	}

	private static Type raw(Type type) {
		return (type instanceof ParameterizedType parameterized) ? parameterized.getRawType() : type;
	}

	private String remedy() {
		return "Declare the type by a RegionCustomizer bean (options.type(...)), use an annotated method"
				+ " (@Cacheable) for the region first, or read with get(key, Class)";
	}

	@Override
	public long fingerprint() {
		ValueType known = this.type.get();
		return (known != null) ? known.fingerprint() : 0;
	}

	@Override
	public String form() {
		ValueType known = this.type.get();
		return (known != null) ? known.form() : "";
	}

	/**
	 * The types of a caller that names a class, in a region whose type is not known.
	 *
	 * @param types the types of the region
	 * @param named the type that the caller names
	 */
	private record Named(RegionTypes types, ValueType named) implements ValueTypes {

		@Override
		public @Nullable ValueType toRead(long fingerprint) {
			return (fingerprint == this.named.fingerprint()) ? this.named : this.types.toRead(fingerprint);
		}

		@Override
		public ValueType toWrite(@Nullable Object value) {
			return this.named;
		}

		@Override
		public long fingerprint() {
			return this.named.fingerprint();
		}

		@Override
		public String form() {
			return this.named.form();
		}

	}

}
