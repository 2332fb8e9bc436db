package io.github.taggedcache.data.jpa;

import io.github.taggedcache.data.jpa.model.EntityNames;
import io.github.taggedcache.data.jpa.model.IdText;
import io.github.taggedcache.data.jpa.model.TagForms;
import org.jspecify.annotations.Nullable;

/**
 * The tags of entities, for code that names them itself.
 *
 * <table border="1">
 * <caption>Tags</caption>
 * <tr>
 * <th>tag</th>
 * <th>stands for</th>
 * <th>invalidated by</th>
 * </tr>
 * <tr>
 * <td>{@code Ticket:42}</td>
 * <td>one row</td>
 * <td>each change of the row, or of a collection that the row owns</td>
 * </tr>
 * <tr>
 * <td>{@code Ticket[owner=7,status=OPEN]}</td>
 * <td>the rows with these values</td>
 * <td>each change of a row that had them, or has them after it</td>
 * </tr>
 * <tr>
 * <td>{@code Ticket[]}</td>
 * <td>all rows</td>
 * <td>each change of a row</td>
 * </tr>
 * <tr>
 * <td>{@code Ticket}</td>
 * <td>whatever reads the table: each value with one of the others</td>
 * <td>bulk statements, whose rows nobody knows</td>
 * </tr>
 * </table>
 */
public final class EntityTag {

	private EntityTag() {
	}

	/**
	 * Returns the tag of one row.
	 * @param entity the class of the entity
	 * @param id its id. An id of several columns gives its fields in the order of their
	 * names
	 * @return the tag
	 * @throws IllegalArgumentException if the class is no entity
	 */
	public static String of(Class<?> entity, Object id) {
		return TagForms.row(EntityNames.of(entity), IdText.of(id));
	}

	/**
	 * Returns the tag that each change of a row invalidates.
	 * @param entity the class of the entity
	 * @return the tag
	 * @throws IllegalArgumentException if the class is no entity
	 */
	public static String any(Class<?> entity) {
		return TagForms.any(EntityNames.of(entity));
	}

	/**
	 * Returns the tag of all that reads the table of an entity. Invalidate it after a
	 * change that Hibernate does not see.
	 * @param entity the class of the entity
	 * @return the tag
	 * @throws IllegalArgumentException if the class is no entity
	 */
	public static String table(Class<?> entity) {
		return TagForms.table(EntityNames.of(entity));
	}

	/**
	 * Begins the tag of the rows with certain values.
	 * @param <E> the entity
	 * @param entity the class of the entity
	 * @param field a field that {@link CachedEntity#scopes()} names
	 * @param value its value; of an association, the id
	 * @return the scope, to which more fields may be added
	 * @throws IllegalArgumentException if the class is no entity
	 */
	public static <E> EntityScope<E> where(Class<E> entity, String field, @Nullable Object value) {
		return new EntityScope<E>(EntityNames.of(entity)).and(field, value);
	}

}
