package io.github.taggedcache.test;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.test.Shop.Articles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContextManager;

import static io.github.taggedcache.test.TaggedCacheAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Test classes whose contexts are shared, or live side by side.
 */
class ContextsTests {

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	@AfterEach
	void endThreads() {
		this.threads.shutdownNow();
	}

	@Test
	void sharedContextIsEmptiedBetweenTheTestsOfTwoClasses() throws Exception {
		ApplicationContext context = begin(One.class);
		context.getBean(Articles.class).article(1);
		context.getBean(StoreFaults.class).fail();
		assertThat(begin(Same.class)).isSameAs(context);
		assertThat(context.getBean(TaggedCacheManager.class).getCache("articles")).entry(1L).isMiss();
		assertThat(context.getBean(RecordedCacheEvents.class).all()).isEmpty();
	}

	@Test
	void contextsDoNotDisturbEachOther() throws Exception {
		ApplicationContext one = begin(One.class);
		one.getBean(Articles.class).article(1);
		ApplicationContext other = begin(Other.class);
		assertThat(other).isNotSameAs(one);
		other.getBean(MutableClock.class).advance(Duration.ofHours(2));
		other.getBean(StoreFaults.class).fail();
		assertThat(one.getBean(TaggedCacheManager.class).getCache("articles")).entry(1L).isHit();
	}

	@Test
	void testsOfTwoContextsRunAtTheSameTime() throws Exception {
		CyclicBarrier together = new CyclicBarrier(2);
		Future<Void> one = this.threads.submit(manyTests(One.class, together));
		Future<Void> other = this.threads.submit(manyTests(Other.class, together));
		one.get(60, TimeUnit.SECONDS);
		other.get(60, TimeUnit.SECONDS);
	}

	private static Callable<Void> manyTests(Class<?> test, CyclicBarrier together) {
		return () -> {
			for (int i = 0; i < 20; i++) {
				together.await(60, TimeUnit.SECONDS);
				ApplicationContext context = begin(test);
				TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
				assertThat(manager.getCache("articles")).entry(1L).isMiss();
				context.getBean(Articles.class).article(1);
				assertThat(manager.getCache("articles")).entry(1L).isHit();
				context.getBean(StoreFaults.class).fail();
			}
			return null;
		};
	}

	private static ApplicationContext begin(Class<?> test) throws Exception {
		TestContextManager manager = new TestContextManager(test);
		manager.beforeTestMethod(test, Object.class.getMethod("toString"));
		return manager.getTestContext().getApplicationContext();
	}

	@SpringBootTest(classes = Shop.class)
	@AutoConfigureTaggedCache
	static class One {

	}

	@SpringBootTest(classes = Shop.class)
	@AutoConfigureTaggedCache
	static class Same {

	}

	@SpringBootTest(classes = Shop.class, properties = "name=other")
	@AutoConfigureTaggedCache
	static class Other {

	}

}
