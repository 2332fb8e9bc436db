package io.github.taggedcache.data.jpa.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Fields of an entity that scope tags name together.
 *
 * @param fields their names, in their order
 */
public record ScopeShape(List<String> fields) {

	/**
	 * Copies the names.
	 */
	public ScopeShape {
		fields = fields.stream().sorted().distinct().toList();
	}

	/**
	 * Returns the scope tag that a row is in.
	 * @param name the name of the entity in tags
	 * @param persister the class of the row
	 * @param state the values of the row
	 * @param session the session that has the row
	 * @return null if rows of this class do not have the fields
	 */
	@Nullable String tag(String name, EntityPersister persister, Object[] state, SharedSessionContractImplementor session) {
		Map<String, String> values = new HashMap<>();
		List<String> properties = List.of(persister.getPropertyNames());
		for (String field : this.fields) {
			int index = properties.indexOf(field);
			if (index < 0) {
				return null;
			}
			values.put(field, text(persister.getPropertyTypes()[index], state[index], session));
		}
		return TagForms.scope(name, values);
	}

	private static String text(Type type, @Nullable Object value, SharedSessionContractImplementor session) {
		if (value != null && type instanceof EntityType association) {
			Object id = session.getEntityPersister(association.getAssociatedEntityName(), value)
				.getIdentifier(value, session);
			return (id != null) ? ScopeText.ofId(id) : ScopeText.of(null);
		}
		return ScopeText.of(value);
	}

}
