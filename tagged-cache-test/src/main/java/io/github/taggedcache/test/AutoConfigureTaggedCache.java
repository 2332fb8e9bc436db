package io.github.taggedcache.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Gives a test tagged caches without a server: a {@code @SpringBootTest}, or a slice such
 * as {@code @DataJpaTest}. The caches lie in memory and are empty before each test
 * method. A value that could not be stored fails the call. The context has the beans
 * {@link MutableClock}, {@link RecordedCacheEvents} and {@link StoreFaults}.
 * <p>
 * The configuration that the test loads must enable caching ({@code @EnableCaching}).
 * What the annotation sets counts before all properties. Properties that the test itself
 * lists, as in {@code @TestPropertySource(properties)} or by a
 * {@code @DynamicPropertySource} method, must not say otherwise: the start fails and
 * names the property.
 * <p>
 * Each application context has caches, clock and faults of its own. Test methods that
 * share a context must run one after the other.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureTaggedCache {

	/**
	 * Where the entries lie.
	 * @return the store
	 */
	Store store() default Store.MEMORY;

	/**
	 * What becomes of a value that would not come back as the same value.
	 * @return whether the call fails
	 */
	OnUnstorableValue onUnstorableValue() default OnUnstorableValue.FAIL;

	/**
	 * Where the entries of a test lie: the property {@code tagged-cache.store}.
	 */
	enum Store {

		/** In memory of the application context. No server is asked. */
		MEMORY,

		/**
		 * In the Redis of the application. The namespace is invalidated before each test
		 * method, for all who share it. {@link MutableClock} moves the time of the node,
		 * not that of the server. A slice must bring the connection, as by
		 * {@code @AutoConfigureDataRedis}.
		 */
		REDIS

	}

	/**
	 * What becomes of a value that would not come back as the same value: the property
	 * {@code tagged-cache.on-unstorable-value}.
	 */
	enum OnUnstorableValue {

		/** The call fails, and the exception names the remedy. */
		FAIL,

		/** The caller gets the value, which is not cached, and a line is logged. */
		LOG

	}

}
