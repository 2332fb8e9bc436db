package io.github.taggedcache.json;

import java.util.concurrent.atomic.AtomicReference;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * The mapper that an application gets from Spring Boot.
 */
final class BootMapper {

	private BootMapper() {
	}

	static JsonMapper with(String... properties) {
		AtomicReference<JsonMapper> mapper = new AtomicReference<>();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
			.withPropertyValues(properties)
			.run((context) -> mapper.set(context.getBean(JsonMapper.class)));
		return mapper.get();
	}

}
