package io.github.taggedcache.json;

import java.io.Serializable;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;
import tools.jackson.databind.ser.jdk.ObjectArraySerializer;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.CollectionLikeType;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapLikeType;
import tools.jackson.databind.type.MapType;

/**
 * Puts the checks around the serializers that need some.
 */
@SuppressWarnings("unchecked")
final class CheckedSerializers extends ValueSerializerModifier {

	private static final Set<Class<?>> UNTYPED = Set.of(Object.class, Number.class, Serializable.class,
			Comparable.class, CharSequence.class);

	private final LazyValues lazyValues;

	private final ModulePairs pairs;

	CheckedSerializers(LazyValues lazyValues, ModulePairs pairs) {
		this.lazyValues = lazyValues;
		this.pairs = pairs;
	}

	@Override
	public ValueSerializer<?> modifySerializer(SerializationConfig config, BeanDescription.Supplier description,
			ValueSerializer<?> serializer) {
		JavaType type = description.getType();
		if (UNTYPED.contains(type.getRawClass())) {
			return new UntypedSerializer();
		}
		if (serializer instanceof BeanSerializerBase || serializer instanceof UnknownSerializer) {
			return checked(type, serializer, StoredClass.obstacle(type.getRawClass()), BackReferences.of(description),
					Identities.of(description));
		}
		if (type.hasRawClass(Iterable.class)) {
			return container(type, serializer);
		}
		boolean isOurs = serializer instanceof StandInSerializer || serializer instanceof TreeSerializer;
		return (isOurs || isTrusted(type, serializer)) ? serializer
				: checked(type, serializer, null, BackReferences.NONE, Identities.NONE);
	}

	/**
	 * Jackson's own form of these comes back exactly, and they are frequent. Everything
	 * else has to show that it comes back.
	 */
	private boolean isTrusted(JavaType type, ValueSerializer<?> serializer) {
		String name = type.getRawClass().getName();
		return !OwnForm.isWrittenBy(serializer, this.pairs) && (type.isPrimitive() || type.isEnumType()
				|| name.startsWith("java.lang.") || name.startsWith("java.time.") || name.startsWith("java.math.")
				|| type.hasRawClass(UUID.class));
	}

	private CheckedSerializer checked(JavaType type, ValueSerializer<?> serializer,
			@Nullable ObstacleException obstacle, BackReferences backReferences, Identities identities) {
		return new CheckedSerializer(type, (ValueSerializer<Object>) serializer,
				new ValueChecks(obstacle, backReferences, identities, this.lazyValues, type.getRawClass()),
				OwnForm.isWrittenBy(serializer, this.pairs));
	}

	@Override
	public ValueSerializer<?> modifyCollectionSerializer(SerializationConfig config, CollectionType type,
			BeanDescription.Supplier description, ValueSerializer<?> serializer) {
		return container(type, serializer);
	}

	@Override
	public ValueSerializer<?> modifyMapSerializer(SerializationConfig config, MapType type,
			BeanDescription.Supplier description, ValueSerializer<?> serializer) {
		return container(type, serializer);
	}

	@Override
	public ValueSerializer<?> modifyArraySerializer(SerializationConfig config, ArrayType type,
			BeanDescription.Supplier description, ValueSerializer<?> serializer) {
		return (serializer instanceof ObjectArraySerializer || OwnForm.isWrittenBy(serializer, this.pairs))
				? container(type, serializer) : serializer;
	}

	@Override
	public ValueSerializer<?> modifyEnumSerializer(SerializationConfig config, JavaType type,
			BeanDescription.Supplier description, ValueSerializer<?> serializer) {
		return readBackEach(serializer);
	}

	@Override
	public ValueSerializer<?> modifyKeySerializer(SerializationConfig config, JavaType type,
			BeanDescription.Supplier description, ValueSerializer<?> serializer) {
		return readBackEach(serializer);
	}

	@Override
	public ValueSerializer<?> modifyCollectionLikeSerializer(SerializationConfig config, CollectionLikeType type,
			BeanDescription.Supplier description, ValueSerializer<?> serializer) {
		return readBackEach(serializer);
	}

	@Override
	public ValueSerializer<?> modifyMapLikeSerializer(SerializationConfig config, MapLikeType type,
			BeanDescription.Supplier description, ValueSerializer<?> serializer) {
		return readBackEach(serializer);
	}

	private ValueSerializer<?> readBackEach(ValueSerializer<?> serializer) {
		return OwnForm.isWrittenBy(serializer, this.pairs) ? PairedSerializer.of(serializer) : serializer;
	}

	/**
	 * A collection class of the application has no place in JSON for fields of its own,
	 * unless a module knows how to read the class.
	 */
	private ValueSerializer<?> container(JavaType type, ValueSerializer<?> serializer) {
		Class<?> raw = type.getRawClass();
		if (!type.isArrayType() && !raw.isInterface() && !StoredClass.fields(raw).isEmpty()
				&& !this.pairs.isRead(type)) {
			return checked(type, serializer,
					new ObstacleException(Obstacle.COLLECTION,
							raw.getName() + " is a collection with fields of its own, which JSON has no place for"),
					BackReferences.NONE, Identities.NONE);
		}
		boolean isOwnForm = !(serializer instanceof StandInSerializer) && OwnForm.isWrittenBy(serializer, this.pairs);
		return new CheckedContainerSerializer(type, (ValueSerializer<Object>) serializer, this.lazyValues, isOwnForm);
	}

}
