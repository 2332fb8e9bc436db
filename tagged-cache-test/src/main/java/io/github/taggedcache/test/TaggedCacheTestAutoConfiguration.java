package io.github.taggedcache.test;

import io.github.taggedcache.autoconfigure.SecondaryTaggedCacheAutoConfiguration;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.node.NodeTime;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of what a test moves and disturbs. Only
 * {@link AutoConfigureTaggedCache} imports it.
 */
@AutoConfiguration(before = { TaggedCacheAutoConfiguration.class, SecondaryTaggedCacheAutoConfiguration.class })
public final class TaggedCacheTestAutoConfiguration {

	@Bean
	MutableClock taggedCacheClock() {
		return new MutableClock();
	}

	@Bean
	NodeTime taggedCacheTestTime(MutableClock clock) {
		return new NodeTime(clock, clock::nanoTime);
	}

	@Bean
	RecordedCacheEvents taggedCacheRecordedEvents() {
		return new RecordedCacheEvents();
	}

	@Bean
	StoreFaults taggedCacheStoreFaults() {
		return new StoreFaults();
	}

	@Bean
	static DisturbedStorePostProcessor taggedCacheDisturbedStorePostProcessor() {
		return new DisturbedStorePostProcessor();
	}

}
