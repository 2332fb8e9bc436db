package io.github.taggedcache.outbox.jdbc.autoconfigure;

import io.github.taggedcache.outbox.jdbc.OutboxStatus;
import io.github.taggedcache.outbox.jdbc.health.OutboxHealthIndicator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the health of the outbox.
 */
@AutoConfiguration(after = TaggedCacheOutboxAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(OutboxStatus.class)
@ConditionalOnEnabledHealthIndicator("taggedcacheoutbox")
public final class TaggedCacheOutboxHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "taggedcacheoutboxHealthIndicator", "taggedcacheoutboxHealthContributor" })
	OutboxHealthIndicator taggedcacheoutboxHealthIndicator(OutboxStatus status, OutboxProperties properties) {
		return new OutboxHealthIndicator(status, properties.getMaxLag());
	}

}
