package io.github.taggedcache.data.jpa.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * An entity with tags: a whole hierarchy, by its root.
 *
 * @param name the name in tags
 * @param root the entity name of the root in the mapping
 * @param scopes the fields that scope tags may name together
 */
public record TaggedEntity(String name, String root, List<ScopeShape> scopes) {

	/**
	 * Copies the shapes.
	 */
	public TaggedEntity {
		scopes = List.copyOf(scopes);
	}

	/**
	 * The tag of a row.
	 * @param id the id of the row
	 * @return the tag
	 */
	public String row(Object id) {
		return TagForms.row(this.name, IdText.of(id));
	}

	/**
	 * The tag of what shows more rows than have tags of their own.
	 * @return the tag
	 */
	public String many() {
		return TagForms.many(this.name);
	}

	/**
	 * The tag that each change of a row invalidates.
	 * @return the tag
	 */
	public String any() {
		return TagForms.any(this.name);
	}

	/**
	 * The tag of all that reads the table.
	 * @return the tag
	 */
	public String table() {
		return TagForms.table(this.name);
	}

	/**
	 * The scope tags that a row is in.
	 * @param persister the class of the row
	 * @param state the values of the row, as the persister orders them
	 * @param session the session that has the row
	 * @return a tag for each shape whose fields rows of this class have
	 */
	public Collection<String> scopesOf(EntityPersister persister, Object[] state,
			SharedSessionContractImplementor session) {
		Set<String> tags = new LinkedHashSet<>();
		this.scopes.stream()
			.map((shape) -> shape.tag(this.name, persister, state, session))
			.filter(Objects::nonNull)
			.forEach(tags::add);
		return tags;
	}

	/**
	 * Whether the values that scopes name are there, and not to be loaded later.
	 * @param persister the class of the row
	 * @param state the values of the row, as the persister orders them
	 * @return whether {@link #scopesOf} may be called
	 */
	public boolean areScopesLoaded(EntityPersister persister, @Nullable Object[] state) {
		List<String> names = List.of(persister.getPropertyNames());
		return this.scopes.stream()
			.map(ScopeShape::fields)
			.flatMap(List::stream)
			.mapToInt(names::indexOf)
			.noneMatch((index) -> index >= 0 && state[index] == LazyPropertyInitializer.UNFETCHED_PROPERTY);
	}

}
