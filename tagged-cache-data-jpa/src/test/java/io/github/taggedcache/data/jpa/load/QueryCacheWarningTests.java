package io.github.taggedcache.data.jpa.load;

import java.util.HashMap;
import java.util.Map;

import io.github.taggedcache.data.jpa.desk.Agent;
import io.github.taggedcache.data.jpa.desk.MapRegions;
import io.github.taggedcache.data.jpa.model.EntityModel;
import org.hibernate.SessionFactory;
import org.hibernate.cache.internal.StandardTimestampsCacheFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A query cache that loaders would be answered from is told at the start.
 */
@ExtendWith(OutputCaptureExtension.class)
class QueryCacheWarningTests {

	@Test
	void queryCacheWithoutBypassIsTold(CapturedOutput output) {
		start(settings(true));
		assertThat(output).contains("query cache is on in the persistence unit");
	}

	@Test
	void noQueryCacheIsNothingToTell(CapturedOutput output) {
		start(settings(false));
		assertThat(output).doesNotContain("query cache is on");
	}

	@Test
	void settingThatIsMissingIsAdded(CapturedOutput output) {
		Map<String, Object> settings = settings(true);
		QueryCacheBypass.customize(settings);
		start(settings);
		assertThat(output).doesNotContain("query cache is on");
	}

	@ParameterizedTest
	@ValueSource(strings = { "instance", "class", "name" })
	void settingOfTheApplicationStaysInUse(String form, CapturedOutput output) {
		Map<String, Object> settings = settings(true);
		Class<?> type = StandardTimestampsCacheFactory.class;
		settings.put(AvailableSettings.QUERY_CACHE_FACTORY, switch (form) {
			case "instance" -> new StandardTimestampsCacheFactory();
			case "class" -> type;
			default -> type.getName();
		});
		QueryCacheBypass.customize(settings);
		start(settings);
		assertThat(output).doesNotContain("query cache is on");
	}

	private static Map<String, Object> settings(boolean queryCache) {
		Map<String, Object> settings = new HashMap<>();
		settings.put(AvailableSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:");
		settings.put(AvailableSettings.USE_SECOND_LEVEL_CACHE, true);
		settings.put(AvailableSettings.USE_QUERY_CACHE, queryCache);
		settings.put(AvailableSettings.CACHE_REGION_FACTORY, MapRegions.class.getName());
		return settings;
	}

	private static void start(Map<String, Object> settings) {
		Configuration configuration = new Configuration().addAnnotatedClass(Agent.class);
		configuration.getProperties().putAll(settings);
		try (SessionFactory factory = configuration.buildSessionFactory()) {
			SessionFactoryImplementor built = factory.unwrap(SessionFactoryImplementor.class);
			LoadListeners.register(built, EntityModel.of(built, true));
		}
	}

}
