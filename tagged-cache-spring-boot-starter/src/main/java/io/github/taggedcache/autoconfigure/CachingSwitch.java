package io.github.taggedcache.autoconfigure;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Conditional;

/**
 * Conditions on the properties that switch caching off: the one of this library, and the
 * one of Spring Boot, which tests of a slice set.
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

		@Conditional(Off.class)
		static final class SwitchedOff {

		}

	}

	/**
	 * Matches if this library provides the type of cache: Redis, or none.
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
