package io.github.taggedcache.data.jpa.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.taggedcache.data.jpa.model.TaggedEntity;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.spi.BytecodeEnhancementMetadata;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A class of the mapping: which of its properties lead to other entities.
 */
final class MappedClass {

	private final EntityPersister persister;

	private final @Nullable TaggedEntity entity;

	private final List<Integer> ways = new ArrayList<>();

	MappedClass(EntityPersister persister, @Nullable TaggedEntity entity) {
		this.persister = persister;
		this.entity = entity;
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; i < types.length; i++) {
			if (leadsOn(types[i])) {
				this.ways.add(i);
			}
		}
	}

	private boolean leadsOn(Type type) {
		if (type instanceof EntityType || type.isAnyType()) {
			return true;
		}
		if (type instanceof CollectionType collection) {
			return leadsOn(elementType(collection)) || hasEntityKeys(collection);
		}
		if (type instanceof CompositeType component) {
			for (Type part : component.getSubtypes()) {
				if (leadsOn(part)) {
					return true;
				}
			}
		}
		return false;
	}

	private Type elementType(CollectionType type) {
		return type.getElementType(this.persister.getFactory());
	}

	private boolean hasEntityKeys(CollectionType type) {
		return this.persister.getFactory()
			.getMappingMetamodel()
			.getCollectionDescriptor(type.getRole())
			.getAttributeMapping()
			.getIndexDescriptor() instanceof EntityCollectionPart;
	}

	@Nullable TaggedEntity entity() {
		return this.entity;
	}

	/**
	 * The id of an object.
	 * @return null if it has none yet
	 */
	@Nullable Object id(Object object) {
		return this.persister.getIdentifierMapping().getIdentifier(object);
	}

	/**
	 * Hands over what an object refers to, as far as it is there without a statement.
	 */
	void follow(Object object, Consumer<@Nullable Object> found) {
		BytecodeEnhancementMetadata enhancement = this.persister.getBytecodeEnhancementMetadata();
		boolean mayBeLazy = enhancement.isEnhancedForLazyLoading();
		for (int way : this.ways) {
			if (!mayBeLazy || enhancement.isAttributeLoaded(object, this.persister.getPropertyNames()[way])) {
				follow(this.persister.getPropertyTypes()[way], this.persister.getValue(object, way), found);
			}
		}
		followId(object, found);
	}

	private void followId(Object object, Consumer<@Nullable Object> found) {
		if (this.persister.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping parts) {
			parts.getVirtualIdEmbeddable()
				.getAttributeMappings()
				.forEach((AttributeMapping part) -> found.accept(part.getValue(object)));
		}
		else if (this.persister.getIdentifierType() instanceof CompositeType component && leadsOn(component)) {
			follow(component, id(object), found);
		}
	}

	private void follow(Type type, @Nullable Object value, Consumer<@Nullable Object> found) {
		if (value == null || !Hibernate.isInitialized(value)) {
			return;
		}
		if (type instanceof CompositeType component && !type.isAnyType()) {
			Object[] parts = component.getPropertyValues(value);
			for (int i = 0; i < component.getSubtypes().length; i++) {
				follow(component.getSubtypes()[i], parts[i], found);
			}
		}
		else if (type instanceof CollectionType collection
				&& elementType(collection) instanceof CompositeType element) {
			Collection<?> elements = elements(value);
			elements.forEach((part) -> follow(element, part, found));
			if (value instanceof Map<?, ?> map) {
				map.keySet().forEach(found);
			}
		}
		else {
			found.accept(value);
		}
	}

	private static Collection<?> elements(Object value) {
		if (value instanceof Map<?, ?> map) {
			return map.values();
		}
		return (value instanceof Collection<?> elements) ? elements : List.of((Object[]) value);
	}

}
