package io.github.taggedcache.outbox.jdbc.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.github.taggedcache.outbox.jdbc.OutboxTable;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * Makes the table of the outbox when the application starts, if it is not there.
 */
final class OutboxSchema extends PropertiesBasedDataSourceScriptDatabaseInitializer<OutboxJdbcProperties> {

	private final OutboxTable table;

	OutboxSchema(DataSource dataSource, OutboxJdbcProperties properties, OutboxTable table) {
		super(dataSource, properties);
		this.table = table;
	}

	/**
	 * Runs the scripts with the table's own name.
	 */
	@Override
	protected void runScripts(Scripts scripts) {
		Charset encoding = encoding(scripts.getEncoding());
		List<Resource> named = new ArrayList<>();
		scripts.forEach((script) -> named.add(named(script, encoding)));
		super.runScripts(new Scripts(named).continueOnError(scripts.isContinueOnError())
			.separator(scripts.getSeparator())
			.encoding(encoding));
	}

	private static Charset encoding(@Nullable Charset given) {
		return (given != null) ? given : StandardCharsets.UTF_8;
	}

	private Resource named(Resource script, Charset encoding) {
		try {
			String text = script.getContentAsString(encoding);
			return new ByteArrayResource(text.replace(OutboxTable.DEFAULT_NAME, this.table.name()).getBytes(encoding),
					script.getDescription());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
