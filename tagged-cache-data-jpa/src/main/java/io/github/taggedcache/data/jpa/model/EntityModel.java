package io.github.taggedcache.data.jpa.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.taggedcache.Tag;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.data.jpa.CachedEntity;
import jakarta.persistence.Entity;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one persistence unit that have tags, and the tables that belong to
 * them.
 */
public final class EntityModel {

	private final SessionFactoryImplementor factory;

	private final Map<String, TaggedEntity> byRoot = new LinkedHashMap<>();

	private final Map<String, Set<TaggedEntity>> byTable = new HashMap<>();

	private EntityModel(SessionFactoryImplementor factory) {
		this.factory = factory;
	}

	/**
	 * Reads the mapping of a persistence unit.
	 * @param factory the session factory
	 * @param all whether entities without {@link CachedEntity} have tags
	 * @return what it says
	 * @throws SetupException if two entities have one name, or a scope names what is no
	 * such field
	 */
	public static EntityModel of(SessionFactoryImplementor factory, boolean all) {
		EntityModel model = new EntityModel(factory);
		MappingMetamodelImplementor mapping = factory.getMappingMetamodel();
		mapping.forEachEntityDescriptor((persister) -> model.add(persister, all));
		mapping.forEachEntityDescriptor(model::addTables);
		mapping.forEachCollectionDescriptor(model::addTables);
		return model;
	}

	private void add(EntityPersister persister, boolean all) {
		if (persister.getSuperMappingType() != null) {
			requireOnRoot(persister.getMappedClass());
			return;
		}
		Class<?> type = persister.getMappedClass();
		requireOnEntity(type);
		CachedEntity annotation = type.getAnnotation(CachedEntity.class);
		if (annotation == null && !all) {
			return;
		}
		String name = type.isAnnotationPresent(Entity.class) ? EntityNames.of(type)
				: Tag.part(persister.getJpaEntityName());
		for (TaggedEntity other : this.byRoot.values()) {
			if (other.name().equals(name)) {
				throw new SetupException(
						"The entities " + other.root() + " and " + persister.getEntityName()
								+ " have one name in tags, " + name + ".",
						"Give one of them another name: @CachedEntity(\"...\").");
			}
		}
		List<ScopeShape> scopes = (annotation != null)
				? Stream.of(annotation.scopes()).map((fields) -> shape(persister, fields)).distinct().toList()
				: List.of();
		this.byRoot.put(persister.getEntityName(), new TaggedEntity(name, persister.getEntityName(), scopes));
	}

	private static void requireOnEntity(Class<?> root) {
		for (Class<?> type = root.getSuperclass(); type != null; type = type.getSuperclass()) {
			if (type.isAnnotationPresent(CachedEntity.class)) {
				throw new SetupException(
						"@CachedEntity on " + type.getName() + " has no effect on the entity " + root.getName() + ".",
						"Put it on the entities themselves.");
			}
		}
	}

	private static void requireOnRoot(Class<?> type) {
		if (type.isAnnotationPresent(CachedEntity.class)) {
			throw new SetupException(
					"@CachedEntity on " + type.getName() + " has no effect, because the entity extends another one.",
					"Put it on the root of the hierarchy. Its scopes may name fields of subclasses.");
		}
	}

	private ScopeShape shape(EntityPersister root, String fields) {
		ScopeShape shape = new ScopeShape(Stream.of(fields.split(",")).map(String::strip).toList());
		for (String field : shape.fields()) {
			List<Type> types = root.getSubMappingTypes()
				.stream()
				.map((sub) -> sub.getEntityPersister())
				.map((persister) -> type(persister, field))
				.filter((type) -> type != null)
				.toList();
			Type own = type(root, field);
			Type found = (own != null) ? own : (types.isEmpty() ? null : types.get(0));
			if (found == null) {
				throw new SetupException(
						"The scope \"" + fields + "\" of the entity " + root.getEntityName()
								+ " names a field that the entity does not have: " + field + ".",
						"Name fields of the entity, as in @CachedEntity(scopes = \"status\").");
			}
			if (!(found instanceof EntityType) && !ScopeText.isType(found.getReturnedClass())) {
				throw new SetupException(
						"The scope \"" + fields + "\" of the entity " + root.getEntityName() + " names the field "
								+ field + " of type " + found.getReturnedClass().getName()
								+ ", and such values do not come back" + " from every database as they were written.",
						"Name fields that are text, whole numbers, booleans, enums, UUIDs, dates, or associations.");
			}
			if (!(found instanceof EntityType) && !isWritten(root, field)) {
				throw new SetupException(
						"The scope \"" + fields + "\" of the entity " + root.getEntityName() + " names the field "
								+ field + ", which Hibernate does not write: its value need not be that of the row.",
						"Name the field or the association that writes the column.");
			}
		}
		return shape;
	}

	private static boolean isWritten(EntityPersister root, String field) {
		return Stream.concat(Stream.of(root), root.getSubMappingTypes().stream().map((sub) -> sub.getEntityPersister()))
			.allMatch((persister) -> {
				int index = List.of(persister.getPropertyNames()).indexOf(field);
				return index < 0 || persister.getPropertyInsertability()[index];
			});
	}

	private static @Nullable Type type(EntityPersister persister, String field) {
		int index = List.of(persister.getPropertyNames()).indexOf(field);
		return (index >= 0) ? persister.getPropertyTypes()[index] : null;
	}

	private void addTables(EntityPersister persister) {
		TaggedEntity entity = of(persister);
		if (entity != null) {
			for (Object table : persister.getQuerySpaces()) {
				addTable(table.toString(), entity);
			}
		}
	}

	/**
	 * A table between two entities belongs to both.
	 */
	private void addTables(CollectionPersister collection) {
		TaggedEntity owner = of(collection.getOwnerEntityPersister());
		boolean ofEntities = collection.getAttributeMapping().getElementDescriptor() instanceof EntityCollectionPart;
		TaggedEntity element = (ofEntities) ? of(collection.getElementPersister()) : null;
		if (collection.isOneToMany()) {
			return;
		}
		String table = collection.getTableName();
		if (owner != null) {
			addTable(table, owner);
		}
		if (element != null) {
			addTable(table, element);
		}
	}

	private void addTable(String table, TaggedEntity entity) {
		this.byTable.computeIfAbsent(simpleName(table), (name) -> new LinkedHashSet<>()).add(entity);
	}

	/**
	 * The name without schema and quotes.
	 */
	private static String simpleName(String table) {
		String name = table.substring(table.lastIndexOf('.') + 1);
		return name.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * The entity of a class of the mapping.
	 * @param persister the class
	 * @return null if it has no tags
	 */
	public @Nullable TaggedEntity of(EntityPersister persister) {
		return this.byRoot.get(persister.getRootEntityName());
	}

	/**
	 * The class of the mapping that an object may be of.
	 * @param type its class, not that of a proxy
	 * @return null if it is no entity of this unit
	 */
	public @Nullable EntityPersister persister(Class<?> type) {
		return this.factory.getMappingMetamodel().findEntityDescriptor(type);
	}

	/**
	 * The entities of a table.
	 * @param table its name, in lower case, without schema and quotes
	 * @return none if no entity with tags has rows there
	 */
	public Set<TaggedEntity> ofTable(String table) {
		return this.byTable.getOrDefault(table, Set.of());
	}

	/**
	 * The entity of a name in tags.
	 * @param name the name
	 * @return null if there is none
	 */
	public @Nullable TaggedEntity named(String name) {
		return this.byRoot.values().stream().filter((entity) -> entity.name().equals(name)).findFirst().orElse(null);
	}

	/**
	 * All entities with tags.
	 * @return the entities
	 */
	public Collection<TaggedEntity> entities() {
		return List.copyOf(this.byRoot.values());
	}

	/**
	 * The session factory of the unit.
	 * @return the factory
	 */
	public SessionFactoryImplementor factory() {
		return this.factory;
	}

}
