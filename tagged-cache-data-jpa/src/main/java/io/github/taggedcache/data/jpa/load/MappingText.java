package io.github.taggedcache.data.jpa.load;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.hibernate.metamodel.mapping.EntityDiscriminatorMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableConsumer;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.internal.SqlFragmentPredicate;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.predicate.Predicate;

/**
 * The pieces of SQL that a mapping is written with: formulas and restrictions.
 */
final class MappingText {

	private final List<String> pieces = new ArrayList<>();

	private boolean restricted;

	private boolean unknown;

	private MappingText() {
	}

	static MappingText of(EntityPersister entity) {
		MappingText text = new MappingText();
		entity.forEachSelectable(text.formulas());
		EntityDiscriminatorMapping discriminator = entity.getDiscriminatorMapping();
		if (discriminator != null) {
			text.add(discriminator);
		}
		if (entity.hasWhereRestrictions()) {
			text.restrict(() -> entity.applyWhereRestrictions(text::add, without(TableGroup.class), false,
					without(SqlAstCreationState.class)));
		}
		return text;
	}

	static MappingText of(CollectionPersister collection) {
		MappingText text = new MappingText();
		PluralAttributeMapping attribute = collection.getAttributeMapping();
		attribute.getElementDescriptor().forEachSelectable(text.formulas());
		if (attribute.getIndexDescriptor() != null) {
			attribute.getIndexDescriptor().forEachSelectable(text.formulas());
		}
		if (attribute.hasWhereRestrictions()) {
			text.restrict(() -> {
				attribute.applyWhereRestrictions(text::add, without(TableGroup.class), false,
						without(SqlAstCreationState.class));
				if (collection.isManyToMany()) {
					collection.applyBaseManyToManyRestrictions(text::add, without(TableGroup.class), false, Map.of(),
							Set.of(), without(SqlAstCreationState.class));
				}
			});
		}
		return text;
	}

	private SelectableConsumer formulas() {
		return (index, selectable) -> add(selectable);
	}

	private void add(SelectableMapping selectable) {
		if (selectable.isFormula()) {
			this.pieces.add(selectable.getSelectionExpression());
		}
		String read = selectable.getCustomReadExpression();
		if (read != null) {
			this.pieces.add(read);
		}
	}

	private void add(Predicate predicate) {
		if (predicate instanceof SqlFragmentPredicate fragment) {
			this.pieces.add(fragment.getSqlFragment());
		}
		else {
			this.unknown = true;
		}
	}

	/**
	 * Hibernate gives the text of a restriction to a statement that is being built. Here
	 * it is one without tables.
	 */
	private void restrict(Runnable restrictions) {
		this.restricted = true;
		try {
			restrictions.run();
		}
		catch (RuntimeException ex) {
			this.unknown = true;
		}
	}

	private static <T> T without(Class<T> type) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> (method.getReturnType() == boolean.class) ? Boolean.TRUE : null));
	}

	/**
	 * The pieces of SQL.
	 */
	List<String> pieces() {
		return this.pieces;
	}

	/**
	 * Whether there is a restriction.
	 */
	boolean isRestricted() {
		return this.restricted;
	}

	/**
	 * Whether there is a restriction whose text is not to be had.
	 */
	boolean isUnknown() {
		return this.unknown;
	}

}
