package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.redis.JointFlush;
import io.github.taggedcache.testsupport.RedisServers;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class RedisDriverTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.namespace=driver", "spring.data.redis.url=" + RedisServers.shared().uri());

	@Test
	void driverOfBootFlushesCommandsTogether() {
		this.contextRunner.run((context) -> assertThat(context.getBean(ClientResources.class).nettyCustomizer())
			.isInstanceOf(JointFlush.class));
	}

	@Test
	void customizerOfTheApplicationReplacesOurs() {
		NettyCustomizer own = new NettyCustomizer() {
		};
		this.contextRunner
			.withBean(ClientResourcesBuilderCustomizer.class, () -> (builder) -> builder.nettyCustomizer(own))
			.run((context) -> assertThat(context.getBean(ClientResources.class).nettyCustomizer()).isSameAs(own));
	}

	@Test
	void driverIsLeftAloneWhereTheStoreIsInMemory() {
		this.contextRunner.withPropertyValues("tagged-cache.store=memory")
			.run((context) -> assertThat(context.getBean(ClientResources.class).nettyCustomizer())
				.isNotInstanceOf(JointFlush.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
