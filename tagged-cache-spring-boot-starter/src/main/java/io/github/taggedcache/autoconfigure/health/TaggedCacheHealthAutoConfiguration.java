package io.github.taggedcache.autoconfigure.health;

import io.github.taggedcache.autoconfigure.SecondaryTaggedCacheAutoConfiguration;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.outage.InvalidationQueue;
import io.github.taggedcache.core.region.UnstorableValues;
import io.github.taggedcache.core.store.GuardedStore;
import io.github.taggedcache.core.store.StoreProbe;
import io.github.taggedcache.health.TaggedCacheHealthIndicator;
import io.github.taggedcache.redis.KeyLayout;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the health of tagged caches.
 */
@AutoConfiguration(after = { TaggedCacheAutoConfiguration.class, SecondaryTaggedCacheAutoConfiguration.class })
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(StoreProbe.class)
@ConditionalOnEnabledHealthIndicator("taggedcache")
public final class TaggedCacheHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "taggedcacheHealthIndicator", "taggedcacheHealthContributor" })
	TaggedCacheHealthIndicator taggedcacheHealthIndicator(StoreProbe store, KeyLayout layout, Node node,
			UnstorableValues unstorable, ObjectProvider<GuardedStore> guarded, InvalidationQueue queue) {
		return new TaggedCacheHealthIndicator(store, layout.namespace(), node, unstorable, guarded.getIfAvailable(),
				queue);
	}

}
