package io.github.taggedcache.data.jpa;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.taggedcache.data.jpa.model.ScopeText;
import io.github.taggedcache.data.jpa.model.TagForms;
import jakarta.persistence.metamodel.SingularAttribute;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an entity with certain values, as a tag. Immutable.
 *
 * @param <E> the entity
 */
public final class EntityScope<E> {

	private final String name;

	private final SortedMap<String, String> values;

	EntityScope(String name) {
		this(name, new TreeMap<>());
	}

	private EntityScope(String name, SortedMap<String, String> values) {
		this.name = name;
		this.values = values;
	}

	/**
	 * Adds a field.
	 * @param field the field
	 * @param value its value; of an association, the id
	 * @return the narrower scope
	 */
	public EntityScope<E> and(String field, @Nullable Object value) {
		SortedMap<String, String> more = new TreeMap<>(this.values);
		more.put(field, ScopeText.of(value));
		return new EntityScope<>(this.name, more);
	}

	/**
	 * Adds a field of the static metamodel.
	 * @param <V> the type of the field
	 * @param field the field
	 * @param value its value; of an association, an entity with an id
	 * @return the narrower scope
	 */
	public <V> EntityScope<E> and(SingularAttribute<? super E, V> field, @Nullable V value) {
		return and(field.getName(), value);
	}

	/**
	 * Returns the tag, with the fields in the order of their names.
	 * @return the tag
	 */
	public String tag() {
		return TagForms.scope(this.name, Map.copyOf(this.values));
	}

	@Override
	public String toString() {
		return tag();
	}

}
