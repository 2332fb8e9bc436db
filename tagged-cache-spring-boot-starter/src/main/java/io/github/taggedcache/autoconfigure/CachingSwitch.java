package io.github.taggedcache.autoconfigure;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/**
 * Conditions on what switches caching off: the property of this library, and that of
 * Spring Boot, which tests of a slice set.
 */
final class CachingSwitch {

	private CachingSwitch() {
	}

	static final class Off extends AnyNestedCondition {

		Off() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		@ConditionalOnProperty(name = "spring.cache.type", havingValue = "none")
		static final class NoCacheType {

		}

		@ConditionalOnBooleanProperty(name = "tagged-cache.enabled", havingValue = false)
		static final class NotEnabled {

		}

	}

	static final class On extends NoneNestedConditions {

		On() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		@ConditionalOnProperty(name = "spring.cache.type", havingValue = "none")
		static final class NoCacheType {

		}

		@ConditionalOnBooleanProperty(name = "tagged-cache.enabled", havingValue = false)
		static final class NotEnabled {

		}

	}

	/**
	 * Matches where the type of cache is ours to provide: the one of Redis, or none.
	 */
	static final class OwnCacheType extends AnyNestedCondition {

		OwnCacheType() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		@ConditionalOnProperty(name = "spring.cache.type", havingValue = "redis", matchIfMissing = true)
		static final class Redis {

		}

		@ConditionalOnProperty(name = "spring.cache.type", havingValue = "none")
		static final class NoCacheType {

		}

	}

}
