package io.github.taggedcache.cache;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.interceptor.TaggedCacheInterceptor;
import io.github.taggedcache.key.KeyText;
import io.github.taggedcache.key.MethodKeyGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.aop.framework.Advised;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The key generator for methods keeps the methods of one region apart, on all nodes
 * alike.
 */
@Tag("row-3")
class MethodKeyTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Application.class);

	private static final AtomicInteger calls = new AtomicInteger();

	private final Calculator calculator = application.bean(Calculator.class);

	@BeforeEach
	void reset() {
		calls.set(0);
	}

	@Test
	void methodsOfOneRegionHaveKeysOfTheirOwn() {
		assertThat(this.calculator.sum(3, 4)).isEqualTo(7);
		assertThat(this.calculator.product(3, 4)).isEqualTo(12);
		assertThat(this.calculator.sum(3L, 4L)).isEqualTo(107);
		assertThat(this.calculator.sum(3, 4)).isEqualTo(7);
		assertThat(calls).hasValue(3);
	}

	@Test
	void classesHaveKeysOfTheirOwn() {
		this.calculator.sum(3, 4);
		assertThat(application.bean(Other.class).sum(3, 4)).isEqualTo(-7);
	}

	@Test
	void otherNodeFindsTheEntry() {
		this.calculator.sum(5, 6);
		application.otherContext().getBean(Calculator.class).sum(5, 6);
		assertThat(calls).hasValue(1);
	}

	@Test
	void methodWithoutArgumentsHasAKey() {
		this.calculator.none();
		this.calculator.none();
		assertThat(calls).hasValue(1);
	}

	@Test
	void oneMethodEvictsNothingOfAnother() {
		this.calculator.sum(1, 1);
		this.calculator.evict(1, 1);
		this.calculator.sum(1, 1);
		assertThat(calls).hasValue(1);
	}

	@Test
	void evictingCallFindsTheKey() {
		this.calculator.sum(1, 2);
		this.calculator.product(1, 2);
		application.manager().evicting(this.calculator).sum(1, 2);
		this.calculator.product(1, 2);
		this.calculator.sum(1, 2);
		assertThat(calls).hasValue(3);
	}

	@Test
	void callByAnInterfaceAndCallByTheClassHaveOneKey() throws Exception {
		MethodKeyGenerator generator = new MethodKeyGenerator();
		Object target = new Prices();
		Object byInterface = generator.generate(target, Shop.class.getMethod("price", Object.class), "book");
		Object byClass = generator.generate(target, Prices.class.getMethod("price", String.class), "book");
		assertThat(byInterface).isEqualTo(byClass);
	}

	@Test
	void nearHitOfOneMethodIsNoneOfAnother() throws Exception {
		this.calculator.twice(8);
		this.calculator.twice(8);
		assertThat(this.calculator.half(8)).isEqualTo(4);
		assertThat(this.calculator.twice(8)).isEqualTo(16);
		Object target = ((Advised) this.calculator).getTargetSource().getTarget();
		assertThat(target).isNotNull();
		Hit shortWay = application.bean(Invocations.class)
			.readNear(new CallOf(target, Calculator.class.getMethod("half", int.class), 8), target,
					application.bean(TaggedCacheInterceptor.class));
		assertThat(shortWay).isNull();
	}

	@Test
	void formOfTheKeyIsWhatTheDocumentationSays() throws Exception {
		Object key = new MethodKeyGenerator().generate(new Calculator(),
				Calculator.class.getMethod("sum", int.class, int.class), 3, 4);
		assertThat(new KeyText(List.of()).of(key))
			.isEqualTo("method(" + Calculator.class.getName() + ",sum(int,int)(3,4))");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		Calculator calculator() {
			return new Calculator();
		}

		@Bean
		Other other() {
			return new Other();
		}

	}

	@CacheConfig(cacheNames = "numbers", keyGenerator = MethodKeyGenerator.BEAN_NAME)
	static class Calculator {

		@Cacheable
		public int sum(int a, int b) {
			calls.incrementAndGet();
			return a + b;
		}

		@Cacheable
		public int sum(long a, long b) {
			calls.incrementAndGet();
			return 100 + (int) (a + b);
		}

		@Cacheable
		public int product(int a, int b) {
			calls.incrementAndGet();
			return a * b;
		}

		@Cacheable
		public int none() {
			return calls.incrementAndGet();
		}

		@Cacheable
		public int twice(int a) {
			return 2 * a;
		}

		@Cacheable
		public int half(int a) {
			return a / 2;
		}

		@CacheEvict
		public void evict(int a, int b) {
		}

	}

	@CacheConfig(cacheNames = "numbers", keyGenerator = MethodKeyGenerator.BEAN_NAME)
	static class Other {

		@Cacheable
		public int sum(int a, int b) {
			return -a - b;
		}

	}

	interface Shop<T> {

		int price(T article);

	}

	static class Prices implements Shop<String> {

		@Override
		public int price(String article) {
			return 1;
		}

	}

}
