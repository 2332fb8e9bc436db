package io.github.taggedcache.data.jpa.change;

import io.github.taggedcache.data.jpa.model.TaggedEntity;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * An association of a row to a row of another entity that shows the association as well:
 * as a collection or as one object, both mapped by it.
 *
 * @param path the property of the association
 * @param target the other entity
 * @param persister its class
 * @param isRestricted whether the collection has only rows with certain values, so that
 * each change may matter to it
 */
record BackReference(String path, TaggedEntity target, EntityPersister persister, boolean isRestricted) {

	/**
	 * Adds the rows of the other entity that show a row differently now.
	 */
	void add(Row row, ChangedTags changed) {
		Object before = (row.before() != null) ? id(row, row.before()) : null;
		Object after = (row.after() != null) ? id(row, row.after()) : null;
		if (row.isBeforeUnknown() || isUnknown(before) || isUnknown(after)) {
			changed.table(this.target);
			return;
		}
		boolean isSame = before != null && after != null && this.target.row(before).equals(this.target.row(after));
		if (isSame && !this.isRestricted) {
			return;
		}
		if (before != null) {
			changed.row(this.target, before);
		}
		if (after != null) {
			changed.row(this.target, after);
		}
	}

	private static boolean isUnknown(@Nullable Object id) {
		return id == LazyPropertyInitializer.UNFETCHED_PROPERTY;
	}

	private @Nullable Object id(Row row, @Nullable Object[] state) {
		Object value = row.value(state, this.path);
		return (value != null && !isUnknown(value)) ? id(this.persister, value, row.session()) : value;
	}

	/**
	 * The id of a row.
	 * @param persister its class
	 * @param value the row, a proxy of it, or its id
	 * @return null if it has none yet
	 */
	static @Nullable Object id(EntityPersister persister, Object value, SharedSessionContractImplementor session) {
		if (value instanceof HibernateProxy proxy) {
			return proxy.getHibernateLazyInitializer().getInternalIdentifier();
		}
		return persister.isInstance(value) ? persister.getIdentifier(value, session) : value;
	}

}
