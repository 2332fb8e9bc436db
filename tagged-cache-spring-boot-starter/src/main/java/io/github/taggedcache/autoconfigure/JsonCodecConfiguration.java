package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.json.JsonCodec;
import io.github.taggedcache.json.TaggedCacheJsonCustomizer;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Values as JSON, by a mapper of the cache's own with the application's modules.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JsonMapper.class)
@ConditionalOnMissingBean(ValueCodec.class)
class JsonCodecConfiguration {

	@Bean
	JsonCodec taggedCacheCodec(ObjectProvider<JsonMapper> mapper,
			ObjectProvider<TaggedCacheJsonCustomizer> customizers) {
		return new JsonCodec(mapper.getIfAvailable(), customizers.orderedStream().toList());
	}

}
