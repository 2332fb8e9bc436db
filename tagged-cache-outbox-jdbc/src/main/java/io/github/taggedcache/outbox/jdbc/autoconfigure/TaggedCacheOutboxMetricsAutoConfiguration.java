package io.github.taggedcache.outbox.jdbc.autoconfigure;

import io.github.taggedcache.outbox.jdbc.OutboxStatus;
import io.github.taggedcache.outbox.jdbc.metrics.OutboxMetrics;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the metrics of the outbox.
 */
@AutoConfiguration(after = TaggedCacheOutboxAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ OutboxStatus.class, MeterRegistry.class })
public final class TaggedCacheOutboxMetricsAutoConfiguration {

	@Bean
	OutboxMetrics taggedCacheOutboxMetrics(OutboxStatus status) {
		return new OutboxMetrics(status);
	}

}
