package io.github.taggedcache.data.jpa.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import io.github.taggedcache.data.jpa.model.EntityModel;
import io.github.taggedcache.data.jpa.model.TaggedEntity;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.WhereRestrictable;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;

/**
 * What the mapping says about rows that show other rows. Looked up once for each class.
 */
final class Associations {

	private final EntityModel model;

	private final MappingMetamodelImplementor mapping;

	private final Map<String, List<BackReference>> backReferences = new ConcurrentHashMap<>();

	private final Map<String, Set<TaggedEntity>> deletedByDatabase = new ConcurrentHashMap<>();

	private final Map<String, Boolean> shownByElements = new ConcurrentHashMap<>();

	Associations(EntityModel model) {
		this.model = model;
		this.mapping = model.factory().getMappingMetamodel();
	}

	/**
	 * The associations of a class whose other side shows them.
	 */
	List<BackReference> backReferences(EntityPersister persister) {
		return this.backReferences.computeIfAbsent(persister.getEntityName(), (name) -> findBackReferences(persister));
	}

	private List<BackReference> findBackReferences(EntityPersister persister) {
		List<BackReference> found = new ArrayList<>();
		forEachAssociation(persister, (path, target) -> {
			TaggedEntity entity = this.model.of(target);
			if (entity != null) {
				Collection<CollectionPersister> collections = collectionsMappedBy(persister, path);
				boolean isRestricted = isRestricted(persister)
						|| collections.stream().anyMatch(Associations::isRestricted);
				if (!collections.isEmpty() || showsOne(target, persister)) {
					found.add(new BackReference(path, entity, target, isRestricted));
				}
			}
		});
		return List.copyOf(found);
	}

	private Collection<CollectionPersister> collectionsMappedBy(EntityPersister element, String path) {
		List<CollectionPersister> found = new ArrayList<>();
		this.mapping.forEachCollectionDescriptor((collection) -> {
			// By a join table the collection is none of one-to-many to Hibernate
			if (collection.isInverse() && path.equals(collection.getMappedByProperty()) && hasEntities(collection)
					&& isOfHierarchy(collection.getElementPersister(), element)) {
				found.add(collection);
			}
		});
		return found;
	}

	/**
	 * Whether the elements of a collection are rows.
	 */
	static boolean hasEntities(CollectionPersister collection) {
		return collection.getAttributeMapping().getElementDescriptor() instanceof EntityValuedModelPart;
	}

	private static boolean isRestricted(Object part) {
		return part instanceof WhereRestrictable restrictable && restrictable.hasWhereRestrictions();
	}

	private static boolean isOfHierarchy(EntityPersister one, EntityPersister other) {
		return one.getRootEntityName().equals(other.getRootEntityName());
	}

	/**
	 * Whether rows of an entity have one object that is a row of another entity, and is
	 * found by that row's association.
	 */
	private boolean showsOne(EntityPersister entity, EntityPersister other) {
		for (EntityPersister persister : hierarchy(entity)) {
			for (Type type : persister.getPropertyTypes()) {
				if (type instanceof OneToOneType association && isOfHierarchy(
						this.mapping.getEntityDescriptor(association.getAssociatedEntityName()), other)) {
					return true;
				}
			}
		}
		return false;
	}

	private List<EntityPersister> hierarchy(EntityPersister entity) {
		EntityPersister root = this.mapping.getEntityDescriptor(entity.getRootEntityName());
		Set<EntityPersister> all = new LinkedHashSet<>();
		all.add(root);
		root.getSubMappingTypes().stream().map(EntityMappingType::getEntityPersister).forEach(all::add);
		return List.copyOf(all);
	}

	private void forEachAssociation(EntityPersister persister, BiConsumer<String, EntityPersister> action) {
		String[] names = persister.getPropertyNames();
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; i < names.length; i++) {
			forEachAssociation(names[i], types[i], action);
		}
		String id = persister.getIdentifierPropertyName();
		if (id != null) {
			forEachAssociation(id, persister.getIdentifierType(), action);
		}
		else if (persister.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping several) {
			several.getVirtualIdEmbeddable().forEachAttributeMapping((attribute) -> {
				if (attribute instanceof EntityAssociationMapping association) {
					action.accept(attribute.getAttributeName(),
							association.getAssociatedEntityMappingType().getEntityPersister());
				}
			});
		}
	}

	/**
	 * Whether an association is no property of its entity.
	 */
	private static boolean isNoProperty(EntityPersister entity, String path) {
		return !List.of(entity.getPropertyNames()).contains(path);
	}

	private void forEachAssociation(String path, Type type, BiConsumer<String, EntityPersister> action) {
		if (type instanceof EntityType association) {
			action.accept(path, this.mapping.getEntityDescriptor(association.getAssociatedEntityName()));
		}
		else if (type instanceof CompositeType composite && !type.isAnyType()) {
			String[] names = composite.getPropertyNames();
			for (int i = 0; i < names.length; i++) {
				forEachAssociation(path + "." + names[i], composite.getSubtypes()[i], action);
			}
		}
	}

	/**
	 * The entities whose rows the database deletes or changes by itself when a row is
	 * deleted, as far as the mapping tells of it.
	 */
	Set<TaggedEntity> deletedByDatabase(EntityPersister persister) {
		return this.deletedByDatabase.computeIfAbsent(persister.getRootEntityName(), (root) -> {
			Set<TaggedEntity> found = new LinkedHashSet<>();
			addDeletedByDatabase(root, new HashSet<>(), found);
			return Set.copyOf(found);
		});
	}

	private void addDeletedByDatabase(String root, Set<String> seen, Set<TaggedEntity> found) {
		if (!seen.add(root)) {
			return;
		}
		this.mapping.forEachEntityDescriptor((child) -> {
			if (isDeletedWith(child, root)) {
				TaggedEntity entity = this.model.of(child);
				if (entity != null) {
					found.add(entity);
				}
				addDeletedByDatabase(child.getRootEntityName(), seen, found);
			}
		});
	}

	private boolean isDeletedWith(EntityPersister child, String root) {
		OnDeleteAction[] actions = child.getPropertyOnDeleteActions();
		for (int i = 0; i < actions.length; i++) {
			if (actions[i] != null && actions[i] != OnDeleteAction.NO_ACTION
					&& child.getPropertyTypes()[i] instanceof EntityType association
					&& root.equals(this.mapping.getEntityDescriptor(association.getAssociatedEntityName())
						.getRootEntityName())) {
				return true;
			}
		}
		boolean[] found = new boolean[1];
		// Of an association in an embeddable or an id nobody tells what the database does
		forEachAssociation(child,
				(path, target) -> found[0] |= isNoProperty(child, path) && root.equals(target.getRootEntityName()));
		this.mapping.forEachCollectionDescriptor(
				(collection) -> found[0] |= collection.isOneToMany() && collection.isCascadeDeleteEnabled()
						&& root.equals(collection.getOwnerEntityPersister().getRootEntityName())
						&& isOfHierarchy(collection.getElementPersister(), child));
		return found[0];
	}

	/**
	 * The entities whose rows are in collections that rows of a class own.
	 */
	Set<TaggedEntity> elements(EntityPersister owner) {
		Set<TaggedEntity> found = new LinkedHashSet<>();
		this.mapping.forEachCollectionDescriptor((collection) -> {
			if (!collection.isInverse() && hasEntities(collection)
					&& isOfHierarchy(collection.getOwnerEntityPersister(), owner)) {
				TaggedEntity entity = this.model.of(collection.getElementPersister());
				if (entity != null) {
					found.add(entity);
				}
			}
		});
		return found;
	}

	/**
	 * Whether the rows in a collection change, or show something else, when the
	 * collection does: they have a column of it, or a collection that it maps.
	 */
	boolean isShownByElements(CollectionPersister collection) {
		return this.shownByElements.computeIfAbsent(collection.getRole(), (role) -> {
			if (collection.isOneToMany()) {
				return true;
			}
			boolean[] found = new boolean[1];
			this.mapping.forEachCollectionDescriptor(
					(other) -> found[0] |= other.isInverse() && other.getMappedByProperty() != null
							&& role.endsWith("." + other.getMappedByProperty()) && hasEntities(other)
							&& isOfHierarchy(other.getElementPersister(), collection.getOwnerEntityPersister())
							&& isOfHierarchy(other.getOwnerEntityPersister(), collection.getElementPersister()));
			return found[0];
		});
	}

}
