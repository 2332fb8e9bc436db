package io.github.taggedcache.outbox.jdbc.autoconfigure;

import java.util.Locale;
import java.util.UUID;

import io.github.taggedcache.outbox.jdbc.OutboxRows;
import io.github.taggedcache.outbox.jdbc.OutboxTable;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The scripts run on H2, in the mode of their database.
 */
class SchemaScriptTests {

	@ParameterizedTest
	@CsvSource({ "h2, REGULAR", "postgresql, PostgreSQL", "mysql, MySQL", "mariadb, MariaDB" })
	void scriptMakesATableThatTheOutboxCanUse(String platform, String mode) {
		OutboxTable table = new OutboxTable("shop_outbox");
		JdbcConnectionPool pool = JdbcConnectionPool
			.create("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=" + mode + ";DATABASE_TO_LOWER=TRUE", "sa", "");
		try {
			for (int i = 0; i < 2; i++) {
				OutboxSchema schema = new OutboxSchema(pool, properties(platform), table);
				schema.setResourceLoader(new DefaultResourceLoader());
				assertThat(schema.initializeDatabase()).isTrue();
			}
			OutboxRows rows = new OutboxRows(pool, table, "shop");
			assertThatNoException().isThrownBy(rows::check);
			assertThat(columns(new JdbcTemplate(pool))).isEqualTo(
					"id bigint, namespace character varying, kind character varying, names character varying, attempts integer,"
							+ " created_at timestamp" + (platform.matches("mysql|mariadb") ? "" : " with time zone"));
		}
		finally {
			pool.dispose();
		}
	}

	private static OutboxJdbcProperties properties(String platform) {
		OutboxJdbcProperties properties = new OutboxJdbcProperties();
		properties.setInitializeSchema(DatabaseInitializationMode.ALWAYS);
		properties.setContinueOnError(false);
		properties.setPlatform(platform);
		return properties;
	}

	private static String columns(JdbcTemplate jdbc) {
		return String.join(", ",
				jdbc.query(
						"SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'shop_outbox'"
								+ " ORDER BY ordinal_position",
						(result, index) -> (result.getString(1) + " " + result.getString(2)).toLowerCase(Locale.ROOT)));
	}

}
