package io.github.taggedcache.cache;

import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.json.SimpleTypes;
import org.jspecify.annotations.Nullable;

/**
 * The type of a region's values for access outside annotated methods: the declared one,
 * else that of the first annotated method, else whichever simple type the value has.
 */
final class RegionTypes implements ValueTypes {

	/** What a null is written as where nothing else says it. */
	private static final ValueType NULL = ValueType.of(Void.class, "a null value");

	private final Region region;

	private final AtomicReference<@Nullable ValueType> type;

	RegionTypes(Region region) {
		this.region = region;
		this.type = new AtomicReference<>(region.settings().type());
	}

	/**
	 * Takes note of the return type of an annotated method; the first one stays.
	 */
	void record(ValueType methodType) {
		if (this.type.get() == null) {
			this.type.compareAndSet(null, methodType);
		}
	}

	/**
	 * These types, or the one that the caller names where there is no other.
	 */
	ValueTypes or(Class<?> named) {
		ValueType known = this.type.get();
		return (known != null) ? known : this.region.type(named, "the caller of region '" + this.region.name() + "'");
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

	@Override
	public ValueType toWrite(@Nullable Object value) {
		ValueType known = this.type.get();
		if (known != null) {
			return known;
		}
		ValueType simple = (value != null) ? SimpleTypes.of(value) : NULL;
		if (simple == null) {
			throw new IllegalStateException("Region '" + this.region.name() + "' has no type for a value of "
					+ ((value != null) ? value.getClass() : null) + ". " + remedy());
		}
		return simple;
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

}
