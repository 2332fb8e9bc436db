package io.github.taggedcache.data.jpa.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taggedcache.data.jpa.model.EntityModel;
import io.github.taggedcache.data.jpa.model.TaggedEntity;
import io.github.taggedcache.data.jpa.statement.SqlNames;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;

/**
 * The tables that a read of a row or of a collection looks at beside their own: because a
 * formula, a restriction or a subselect of the mapping does, or because two entities
 * share a table. Found once, from the mapping.
 */
final class RelatedTables {

	private final Map<String, Related> ofRows = new HashMap<>();

	private final Map<String, Related> ofCollections = new HashMap<>();

	private final Map<String, int[]> collections = new HashMap<>();

	private RelatedTables() {
	}

	static RelatedTables of(SessionFactoryImplementor factory, EntityModel model) {
		RelatedTables tables = new RelatedTables();
		MappingMetamodelImplementor mapping = factory.getMappingMetamodel();
		mapping.forEachCollectionDescriptor((collection) -> tables.add(collection, model));
		mapping.forEachEntityDescriptor((entity) -> tables.add(entity, model));
		return tables;
	}

	private void add(CollectionPersister collection, EntityModel model) {
		MappingText text = MappingText.of(collection);
		Related related = new Related();
		related.addAll(mentioned(text, model));
		TaggedEntity owner = model.of(collection.getOwnerEntityPersister());
		boolean ofEntities = collection.getAttributeMapping().getElementDescriptor() instanceof EntityCollectionPart;
		TaggedEntity element = (ofEntities) ? model.of(collection.getElementPersister()) : null;
		if (!collection.isOneToMany()) {
			Set<TaggedEntity> others = tables(SqlNames.of(collection.getTableName()), model);
			others.remove(owner);
			others.remove(element);
			related.addAll(others);
		}
		if (text.isRestricted() && element != null) {
			// a row that the restriction kept out comes in when it changes
			related.add(element);
		}
		if (text.isUnknown()) {
			related.addAnything();
		}
		if (!related.isEmpty()) {
			this.ofCollections.put(collection.getRole(), related);
		}
	}

	private void add(EntityPersister entity, EntityModel model) {
		MappingText text = MappingText.of(entity);
		Related related = this.ofRows.computeIfAbsent(entity.getRootEntityName(), (root) -> new Related());
		related.addAll(mentioned(text, model));
		if (text.isUnknown()) {
			related.addAnything();
		}
		for (Object table : entity.getQuerySpaces()) {
			Set<TaggedEntity> others = tables(SqlNames.of(table.toString()), model);
			others.remove(model.of(entity));
			related.addAll(others);
		}
		List<Integer> found = new ArrayList<>();
		Type[] types = entity.getPropertyTypes();
		for (int i = 0; i < types.length; i++) {
			if (types[i] instanceof CollectionType type && this.ofCollections.containsKey(type.getRole())) {
				found.add(i);
			}
		}
		this.collections.put(entity.getEntityName(), found.stream().mapToInt(Integer::intValue).toArray());
	}

	private static Set<TaggedEntity> mentioned(MappingText text, EntityModel model) {
		Set<TaggedEntity> found = new LinkedHashSet<>();
		text.pieces().forEach((sql) -> found.addAll(tables(SqlNames.ofSubselects(sql), model)));
		return found;
	}

	private static Set<TaggedEntity> tables(Set<String> names, EntityModel model) {
		Set<TaggedEntity> found = new LinkedHashSet<>();
		names.forEach((name) -> found.addAll(model.ofTable(name)));
		return found;
	}

	/**
	 * What a read of a row looks at.
	 */
	Related ofRow(EntityPersister entity) {
		return this.ofRows.getOrDefault(entity.getRootEntityName(), Related.NOTHING);
	}

	/**
	 * What a read of a collection looks at.
	 */
	Related ofCollection(String role) {
		return this.ofCollections.getOrDefault(role, Related.NOTHING);
	}

	/**
	 * Whether a collection looks at other tables.
	 */
	boolean hasCollections() {
		return !this.ofCollections.isEmpty();
	}

	/**
	 * The properties of a class that are collections which look at other tables.
	 */
	int[] collectionsOf(EntityPersister entity) {
		return this.collections.getOrDefault(entity.getEntityName(), Related.NO_PROPERTIES);
	}

}
