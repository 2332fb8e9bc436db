package io.github.taggedcache.outbox.jdbc.autoconfigure;

import javax.sql.DataSource;

import io.github.taggedcache.check.SetupException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Chooses the database of the outbox: the qualified one, else the only or primary one.
 *
 * @param qualified those with {@link TaggedCacheDataSource}
 * @param all all that are candidates without it
 */
record DataSourceChoice(ObjectProvider<DataSource> qualified, ObjectProvider<DataSource> all) {

	private static final String OFF = "set tagged-cache.outbox.enabled to false, or remove tagged-cache-outbox-jdbc.";

	/**
	 * The database, as its transaction manager knows it.
	 */
	DataSource make() {
		DataSource chosen = choose();
		DataSource target = (chosen instanceof TransactionAwareDataSourceProxy proxy) ? proxy.getTargetDataSource()
				: null;
		return (target != null) ? target : chosen;
	}

	private DataSource choose() {
		DataSource chosen = this.qualified.getIfUnique();
		if (chosen == null && this.qualified.stream().findAny().isPresent()) {
			throw new SetupException(
					"The outbox of tagged caches needs one database, but more than one DataSource bean is annotated with"
							+ " @TaggedCacheDataSource.",
					"Annotate only the one whose transactions invalidate, or mark one of the annotated beans"
							+ " @Primary.");
		}
		return (chosen != null) ? chosen : requireOne(this.all.getIfUnique());
	}

	private DataSource requireOne(@Nullable DataSource only) {
		if (only != null) {
			return only;
		}
		if (this.all.stream().findAny().isPresent()) {
			throw new SetupException(
					"The outbox of tagged caches needs one database, but there is more than one DataSource bean.",
					"Annotate the one whose transactions invalidate with @TaggedCacheDataSource, mark one of them"
							+ " @Primary, " + OFF);
		}
		throw new SetupException(
				"tagged-cache-outbox-jdbc is on the class path, but there is no DataSource bean for its table.",
				"Configure spring.datasource.*, define a DataSource bean, " + OFF);
	}

}
