package io.github.taggedcache.data.jpa.change;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A row that was written.
 *
 * @param persister its class
 * @param id its id
 * @param entity the object that stands for it
 * @param before its values before; null if there was no row, or nobody knows them
 * @param after its values after; null if there is no row any more
 * @param kind what happened to it
 * @param session who wrote it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Row(EntityPersister persister, Object id, Object entity, @Nullable Object @Nullable [] before,
		@Nullable Object @Nullable [] after, Kind kind, SharedSessionContractImplementor session) {

	/**
	 * Whether there was a row before that nobody knows the values of.
	 */
	boolean isBeforeUnknown() {
		return this.kind != Kind.INSERTED && this.before == null;
	}

	/**
	 * Returns a value of the row.
	 * @param state the values before or after
	 * @param path the name of a property, with those of embedded objects before it
	 * @return null for no value; {@link LazyPropertyInitializer#UNFETCHED_PROPERTY} if it
	 * was not loaded
	 */
	@Nullable Object value(@Nullable Object[] state, String path) {
		String[] names = path.split("\\.");
		String[] properties = this.persister.getPropertyNames();
		for (int i = 0; i < properties.length; i++) {
			if (properties[i].equals(names[0])) {
				return value(state[i], this.persister.getPropertyTypes()[i], names);
			}
		}
		if (names[0].equals(this.persister.getIdentifierPropertyName())) {
			return value(this.id, this.persister.getIdentifierType(), names);
		}
		return this.persister.getPropertyValue(this.entity, path);
	}

	private @Nullable Object value(@Nullable Object first, Type firstType, String[] names) {
		Object value = first;
		Type type = firstType;
		for (int i = 1; i < names.length && value != null && value != LazyPropertyInitializer.UNFETCHED_PROPERTY; i++) {
			CompositeType composite = (CompositeType) type;
			int index = composite.getPropertyIndex(names[i]);
			value = composite.getPropertyValue(value, index, this.session);
			type = composite.getSubtypes()[index];
		}
		return value;
	}

	/**
	 * What may happen to a row.
	 */
	enum Kind {

		INSERTED, CHANGED, DELETED

	}

}
