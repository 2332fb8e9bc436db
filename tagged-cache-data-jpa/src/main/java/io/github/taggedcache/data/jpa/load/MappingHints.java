package io.github.taggedcache.data.jpa.load;

import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Keeps in a native image what this package makes by reflection: the proxies with which
 * the restrictions of a mapping are read, and the factory of the query cache, which a
 * setting may name.
 */
public final class MappingHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.proxies().registerJdkProxy(TableGroup.class);
		hints.proxies().registerJdkProxy(SqlAstCreationState.class);
		hints.reflection().registerType(QueryCacheBypass.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
	}

}
