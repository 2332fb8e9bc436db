package io.github.taggedcache.test;

import java.util.List;

import io.github.taggedcache.test.AutoConfigureTaggedCache.OnUnstorableValue;
import io.github.taggedcache.test.AutoConfigureTaggedCache.Store;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A test says what it wants by the annotation. Properties of the same test must not say
 * otherwise.
 */
class TestSettingsTests {

	private final TestSettingsFactory factory = new TestSettingsFactory();

	@Test
	void propertyOfTheTestThatContradictsFailsTheStart() {
		startOf(WithProperty.class).hasRootCauseMessage(WithProperty.class.getName()
				+ " sets the property tagged-cache.store=redis, but its @AutoConfigureTaggedCache sets memory."
				+ " Take the property away, or write @AutoConfigureTaggedCache(store = REDIS)");
	}

	@Test
	void propertyThatIsWrittenInAnotherWayContradictsAsWell() {
		startOf(WithPropertySource.class).rootCause()
			.hasMessageContaining("tagged-cache.on-unstorable-value=LOG")
			.hasMessageContaining("@AutoConfigureTaggedCache(onUnstorableValue = LOG)");
	}

	@Test
	void propertyOfAMethodContradictsAsWell() {
		startOf(WithMethod.class).rootCause().hasMessageContaining("@AutoConfigureTaggedCache(store = REDIS)");
	}

	@Test
	void propertyOfAFileDoesNotCount() {
		assertThat(new TestContextManager(WithFile.class).getTestContext()
			.getApplicationContext()
			.getEnvironment()
			.getProperty("tagged-cache.store")).isEqualTo("memory");
	}

	@Test
	void propertyThatSaysTheSameIsFine() throws Exception {
		TestContextManager manager = new TestContextManager(WithSameProperty.class);
		manager.prepareTestInstance(new WithSameProperty());
		assertThat(manager.getTestContext().getApplicationContext().getEnvironment().getProperty("tagged-cache.store"))
			.isEqualTo("memory");
	}

	@Test
	void testsWithTheSameSettingsShareAContext() {
		assertThat(settingsOf(WithProperty.class)).isEqualTo(settingsOf(WithMethod.class))
			.isEqualTo(new TestSettings(Store.MEMORY, OnUnstorableValue.FAIL));
	}

	@Test
	void nestedTestHasTheSettingsOfItsSurroundingsOrItsOwn() {
		assertThat(settingsOf(Surroundings.Inner.class))
			.isEqualTo(new TestSettings(Store.REDIS, OnUnstorableValue.LOG));
		assertThat(settingsOf(Surroundings.Own.class))
			.isEqualTo(new TestSettings(Store.MEMORY, OnUnstorableValue.FAIL));
	}

	@Test
	void testWithoutTheAnnotationHasNone() {
		assertThat(this.factory.createContextCustomizer(TestSettingsTests.class, List.of())).isNull();
	}

	private Object settingsOf(Class<?> test) {
		return this.factory.createContextCustomizer(test, List.of());
	}

	private static AbstractThrowableAssert<?, ? extends Throwable> startOf(Class<?> test) {
		return assertThatThrownBy(() -> new TestContextManager(test).getTestContext().getApplicationContext());
	}

	@SpringBootTest(classes = Shop.class, properties = "tagged-cache.store=redis")
	@AutoConfigureTaggedCache
	static class WithProperty {

	}

	@SpringBootTest(classes = Shop.class)
	@TestPropertySource(properties = "taggedCache.onUnstorableValue=LOG")
	@AutoConfigureTaggedCache
	static class WithPropertySource {

	}

	@SpringBootTest(classes = Shop.class)
	@AutoConfigureTaggedCache
	static class WithMethod {

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registry.add("tagged-cache.store", () -> "redis");
		}

	}

	@SpringBootTest(classes = Shop.class)
	@TestPropertySource("redis.properties")
	@AutoConfigureTaggedCache
	static class WithFile {

	}

	@SpringBootTest(classes = Shop.class, properties = "tagged-cache.store=Memory")
	@AutoConfigureTaggedCache
	static class WithSameProperty {

	}

	@AutoConfigureTaggedCache(store = Store.REDIS, onUnstorableValue = OnUnstorableValue.LOG)
	@SuppressWarnings("ClassCanBeStatic") // as nested tests are
	static class Surroundings {

		class Inner {

		}

		@AutoConfigureTaggedCache
		class Own {

		}

	}

}
