package io.github.taggedcache.outbox.jdbc.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;

/**
 * Properties of how the table of the outbox is made.
 */
@ConfigurationProperties("tagged-cache.outbox.jdbc")
public class OutboxJdbcProperties extends DatabaseInitializationProperties {

	/** The scripts of this library. A database without one is told of by the check. */
	static final String SCHEMA = "optional:classpath:io/github/taggedcache/outbox/jdbc/schema-@@platform@@.sql";

	@Override
	public String getDefaultSchemaLocation() {
		return SCHEMA;
	}

}
