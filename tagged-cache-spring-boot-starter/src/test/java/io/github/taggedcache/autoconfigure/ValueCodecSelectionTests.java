package io.github.taggedcache.autoconfigure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.json.JsonCodec;
import io.github.taggedcache.json.TaggedCacheJsonCustomizer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

class ValueCodecSelectionTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.store=memory");

	@Test
	void valuesAreJsonByAMapperOfOursWhereTheApplicationHasNone() {
		this.contextRunner
			.run((context) -> assertThat(encoded(context.getBean(JsonCodec.class))).isEqualTo("{\"authorId\":7}"));
	}

	@Test
	void presentationOfTheApplicationsMapperIsNotUsed() {
		this.contextRunner.withUserConfiguration(OwnMapper.class)
			.run((context) -> assertThat(encoded(context.getBean(JsonCodec.class))).isEqualTo("{\"authorId\":7}"));
	}

	@Test
	void customizersChangeTheMapperInTheirOrder() {
		this.contextRunner.withUserConfiguration(OwnMapper.class, Customizers.class)
			.run((context) -> assertThat(encoded(context.getBean(JsonCodec.class))).isEqualTo("{\"author-id\":7}"));
	}

	@Test
	void codecOfTheApplicationIsTheOnlyOne() {
		this.contextRunner.withUserConfiguration(OwnCodec.class)
			.run((context) -> assertThat(context).getBean(ValueCodec.class).isInstanceOf(TextCodec.class));
	}

	@Test
	void codecOfTheApplicationMakesTheValues() {
		this.contextRunner.withUserConfiguration(OwnCodec.class)
			.withPropertyValues("tagged-cache.defaults.near-cache.enabled=false")
			.run((context) -> {
				TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
				manager.getCache("texts").put("key", "value");
				assertThat(manager.getCache("texts").get("key", String.class)).isEqualTo("read from: value");
			});
	}

	@Test
	void codecOfTheApplicationNeedsNoJackson() {
		this.contextRunner.withUserConfiguration(OwnCodec.class)
			.withClassLoader(new FilteredClassLoader("tools.jackson"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void noJacksonAndNoCodecFails() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("tools.jackson"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(SetupException.class)
				.hasMessageEndingWith("Add spring-boot-starter-jackson, or define a ValueCodec bean."));
	}

	private static String encoded(ValueCodec codec) {
		return new String(codec.encode(new Author(7), ValueType.of(Author.class, "a test")), StandardCharsets.UTF_8);
	}

	record Author(long authorId) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMapper {

		@Bean
		JsonMapper mapper() {
			return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Order(2)
		TaggedCacheJsonCustomizer second() {
			return (builder) -> builder.propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);
		}

		@Bean
		@Order(1)
		TaggedCacheJsonCustomizer first() {
			return (builder) -> builder.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCodec {

		@Bean
		TextCodec textCodec() {
			return new TextCodec();
		}

	}

	static class TextCodec implements ValueCodec {

		@Override
		public byte id() {
			return 100;
		}

		@Override
		public byte[] encode(Object value, ValueType type) {
			return value.toString().getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Object decode(ByteBuffer payload, ValueType type) {
			return "read from: " + StandardCharsets.UTF_8.decode(payload);
		}

	}

}
