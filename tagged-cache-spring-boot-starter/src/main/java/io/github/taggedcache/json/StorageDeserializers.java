package io.github.taggedcache.json;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;
import tools.jackson.databind.type.ReferenceType;

/**
 * The counterpart of {@link StorageSerializers}.
 */
final class StorageDeserializers implements Deserializers {

	private static final Set<Class<?>> UNTYPED = Set.of(Object.class, Serializable.class, Comparable.class);

	private final List<StandIn> standIns;

	private final @Nullable ApplicationForm applicationForm;

	StorageDeserializers(List<StandIn> standIns, @Nullable ApplicationForm applicationForm) {
		this.standIns = standIns;
		this.applicationForm = applicationForm;
	}

	private @Nullable ValueDeserializer<?> find(JavaType type) {
		if (this.applicationForm != null && ApplicationForm.isWanted(type)) {
			return this.applicationForm.deserializer(type);
		}
		for (StandIn standIn : this.standIns) {
			if (standIn.handled().apply(type)) {
				return new StandInDeserializer(standIn, type);
			}
		}
		return null;
	}

	@Override
	public @Nullable ValueDeserializer<?> findBeanDeserializer(JavaType type, DeserializationConfig config,
			BeanDescription.Supplier description) {
		// Jackson's own one would look at the modules for the maps and lists in it
		return UNTYPED.contains(type.getRawClass()) ? new UntypedDeserializer() : find(type);
	}

	@Override
	public @Nullable ValueDeserializer<?> findTreeNodeDeserializer(JavaType type, DeserializationConfig config,
			BeanDescription.Supplier description) {
		return type.isTypeOrSubTypeOf(JsonNode.class) ? new TreeDeserializer(type) : null;
	}

	@Override
	public @Nullable ValueDeserializer<?> findReferenceDeserializer(ReferenceType type, DeserializationConfig config,
			BeanDescription.Supplier description, @Nullable TypeDeserializer contentTypes,
			@Nullable ValueDeserializer<?> content) {
		return find(type);
	}

	@Override
	public @Nullable ValueDeserializer<?> findCollectionDeserializer(CollectionType type, DeserializationConfig config,
			BeanDescription.Supplier description, @Nullable TypeDeserializer elementTypes,
			@Nullable ValueDeserializer<?> elements) {
		return find(type);
	}

	@Override
	public @Nullable ValueDeserializer<?> findMapDeserializer(MapType type, DeserializationConfig config,
			BeanDescription.Supplier description, @Nullable KeyDeserializer keys, @Nullable TypeDeserializer valueTypes,
			@Nullable ValueDeserializer<?> values) {
		return find(type);
	}

	@Override
	public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
		return false;
	}

}
