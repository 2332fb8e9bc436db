package io.github.taggedcache.json;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.ser.jdk.CollectionSerializer;
import tools.jackson.databind.ser.jdk.MapSerializer;
import tools.jackson.databind.ser.jdk.ObjectArraySerializer;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;
import tools.jackson.databind.type.ReferenceType;

/**
 * The cache's own serializers: for what has a stand-in, for classes that are stored as
 * the application's API shows them, and for containers of untyped values.
 */
final class StorageSerializers implements Serializers {

	private final List<StandIn> standIns;

	private final @Nullable ApplicationForm applicationForm;

	private final LazyValues lazyValues;

	StorageSerializers(List<StandIn> standIns, @Nullable ApplicationForm applicationForm, LazyValues lazyValues) {
		this.standIns = standIns;
		this.applicationForm = applicationForm;
		this.lazyValues = lazyValues;
	}

	private @Nullable ValueSerializer<?> find(JavaType type) {
		if (this.applicationForm != null && ApplicationForm.isWanted(type)) {
			return this.applicationForm.serializer(type);
		}
		for (StandIn standIn : this.standIns) {
			if (standIn.handled().apply(type)) {
				return new StandInSerializer(standIn, type, this.lazyValues);
			}
		}
		return null;
	}

	@Override
	public @Nullable ValueSerializer<?> findSerializer(SerializationConfig config, JavaType type,
			BeanDescription.Supplier description, JsonFormat.@Nullable Value format) {
		return find(type);
	}

	@Override
	public @Nullable ValueSerializer<?> findTreeNodeSerializer(SerializationConfig config, JavaType type,
			BeanDescription.Supplier description, JsonFormat.@Nullable Value format) {
		return type.isTypeOrSubTypeOf(JsonNode.class) ? new TreeSerializer() : null;
	}

	@Override
	public @Nullable ValueSerializer<?> findReferenceSerializer(SerializationConfig config, ReferenceType type,
			BeanDescription.Supplier description, JsonFormat.@Nullable Value format,
			@Nullable TypeSerializer contentTypes, @Nullable ValueSerializer<Object> content) {
		return find(type);
	}

	@Override
	public @Nullable ValueSerializer<?> findCollectionSerializer(SerializationConfig config, CollectionType type,
			BeanDescription.Supplier description, JsonFormat.@Nullable Value format,
			@Nullable TypeSerializer elementTypes, @Nullable ValueSerializer<Object> elements) {
		ValueSerializer<?> found = find(type);
		return (found == null && isUntyped(type, elementTypes, elements))
				? new CollectionSerializer(type.getContentType(), true, null, new UntypedSerializer()) : found;
	}

	@Override
	public @Nullable ValueSerializer<?> findMapSerializer(SerializationConfig config, MapType type,
			BeanDescription.Supplier description, JsonFormat.@Nullable Value format,
			@Nullable ValueSerializer<Object> keys, @Nullable TypeSerializer valueTypes,
			@Nullable ValueSerializer<Object> values) {
		ValueSerializer<?> found = find(type);
		return (found == null && isUntyped(type, valueTypes, values))
				? MapSerializer.construct(type, true, null, keys, new UntypedSerializer(), null, null, null) : found;
	}

	@Override
	public @Nullable ValueSerializer<?> findArraySerializer(SerializationConfig config, ArrayType type,
			BeanDescription.Supplier description, JsonFormat.@Nullable Value format,
			@Nullable TypeSerializer elementTypes, @Nullable ValueSerializer<Object> elements) {
		return isUntyped(type, elementTypes, elements)
				? new ObjectArraySerializer(type.getContentType(), true, null, new UntypedSerializer()) : null;
	}

	private static boolean isUntyped(JavaType type, @Nullable TypeSerializer contentTypes,
			@Nullable ValueSerializer<Object> content) {
		return contentTypes == null && content == null && type.getContentType().isJavaLangObject();
	}

}
