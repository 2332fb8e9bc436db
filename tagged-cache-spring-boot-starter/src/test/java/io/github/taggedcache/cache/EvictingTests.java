package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.TaggedCacheManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.aop.support.AopUtils;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A typed call on an evicting object evicts the entries that the same call of the bean
 * uses, and no others.
 */
@Tag("row-11")
class EvictingTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Application.class);

	private static final AtomicInteger calls = new AtomicInteger();

	private final TaggedCacheManager manager = application.manager();

	private final Calculator calculator = application.bean(Calculator.class);

	private final Calculator evicting = this.manager.evicting(this.calculator);

	@BeforeEach
	void reset() {
		calls.set(0);
		application.context()
			.getBean("otherManager", CacheManager.class)
			.getCacheNames()
			.forEach((name) -> otherCache(name).clear());
	}

	private static Cache otherCache(String name) {
		Cache cache = application.context().getBean("otherManager", CacheManager.class).getCache(name);
		assertThat(cache).isNotNull();
		return cache;
	}

	@Test
	void callEvictsItsEntryAndNoOther() {
		this.calculator.addition(3, 4);
		this.calculator.addition(4, 3);
		this.evicting.addition(3, 4);
		this.calculator.addition(4, 3);
		assertThat(calls).hasValue(2);
		assertThat(this.calculator.addition(3, 4)).isEqualTo(7);
		assertThat(calls).hasValue(3);
	}

	@Test
	void callCallsNothingAndReturnsSomethingEmpty() {
		assertThat(this.evicting.addition(3, 4)).isZero();
		assertThat(this.evicting.text("a")).isNull();
		assertThat(this.evicting.perhaps(1)).isEmpty();
		assertThat(calls).hasValue(0);
	}

	@Test
	void otherNodeSeesTheEvict() {
		Calculator other = application.otherContext().getBean(Calculator.class);
		other.addition(3, 4);
		this.evicting.addition(3, 4);
		other.addition(3, 4);
		assertThat(calls).hasValue(2);
	}

	@Test
	void proxyOfAClassIsMadeWithoutItsConstructor() {
		assertThat(AopUtils.isCglibProxy(this.calculator)).isTrue();
		int made = Calculator.MADE.get();
		this.manager.evicting(this.calculator).addition(1, 1);
		assertThat(Calculator.MADE).hasValue(made);
	}

	@Test
	void proxyOfAnInterfaceIsEvictedByTheInterface() {
		Shop shop = application.bean(Shop.class);
		assertThat(AopUtils.isJdkDynamicProxy(shop)).isTrue();
		shop.price("book");
		shop.price("cd");
		this.manager.evicting(shop).price("book");
		shop.price("cd");
		shop.price("book");
		assertThat(calls).hasValue(3);
	}

	@Test
	void beanOfAScopeIsEvictedThroughItsProxy() {
		Scoped scoped = application.bean(Scoped.class);
		scoped.half(8);
		this.manager.evicting(scoped).half(8);
		scoped.half(8);
		assertThat(calls).hasValue(2);
	}

	@Test
	void keyOfTheTargetIsThatOfTheBeanBehindItsScope() {
		Scoped scoped = application.bean(Scoped.class);
		scoped.keyedByTarget(8);
		this.manager.evicting(scoped).keyedByTarget(8);
		scoped.keyedByTarget(8);
		assertThat(calls).hasValue(2);
	}

	@Test
	void globCharactersInAKeyAreLiteral() {
		for (String text : List.of("a*", "ab", "a?", "[ab]", "a")) {
			this.calculator.text(text);
		}
		this.evicting.text("a*");
		calls.set(0);
		for (String text : List.of("ab", "a?", "[ab]", "a")) {
			this.calculator.text(text);
		}
		assertThat(calls).hasValue(0);
		this.calculator.text("a*");
		assertThat(calls).hasValue(1);
	}

	@Test
	void expressionMakesTheKey() {
		this.calculator.upper("Word");
		this.evicting.upper("wORD");
		this.calculator.upper("word");
		assertThat(calls).hasValue(2);
	}

	@Test
	void keyGeneratorMakesTheKey() {
		this.calculator.generated(11);
		this.evicting.generated(21);
		this.calculator.generated(31);
		assertThat(calls).hasValue(2);
	}

	@Test
	void allOperationsAndAllOfTheirCachesAreEvicted() {
		this.calculator.several(5);
		application.cache("first").put("kept", 1);
		this.evicting.several(5);
		assertThat(application.cache("first").get(5)).isNull();
		assertThat(application.cache("second").get(5)).isNull();
		assertThat(application.cache("third").get("k5")).isNull();
		assertThat(application.cache("first").get("kept")).isNotNull();
	}

	@Test
	void callWhoseConditionDoesNotHoldEvictsNothing() {
		application.cache("conditional").put(3, 33);
		application.cache("conditional").put(30, 330);
		this.evicting.ifLarge(3);
		this.evicting.ifLarge(30);
		assertThat(application.cache("conditional").get(3)).isNotNull();
		assertThat(application.cache("conditional").get(30)).isNull();
	}

	@Test
	void conditionOnTheResultIsTakenToHold() {
		this.calculator.putIfLarge(4);
		this.evicting.putIfLarge(4);
		assertThat(application.cache("put").get(4)).isNull();
	}

	@Test
	void resolverOfTheMethodFindsTheCaches() {
		this.calculator.resolved(6);
		this.evicting.resolved(6);
		assertThat(application.cache("resolved-resolved").get(6)).isNull();
		this.calculator.resolved(6);
		assertThat(calls).hasValue(2);
	}

	@Test
	void cacheOfAnotherManagerIsEvicted() {
		this.calculator.elsewhere(6);
		assertThat(otherCache("elsewhere").get(6)).isNotNull();
		this.evicting.elsewhere(6);
		assertThat(otherCache("elsewhere").get(6)).isNull();
	}

	@Test
	void synchronizedMethodIsEvicted() {
		this.calculator.oneAtATime(2);
		this.evicting.oneAtATime(2);
		this.calculator.oneAtATime(2);
		assertThat(calls).hasValue(2);
	}

	@Test
	void putIsEvicted() {
		this.calculator.put(9);
		this.evicting.put(9);
		assertThat(application.cache("put").get(9)).isNull();
	}

	@Test
	void evictOfTheMethodItselfIsNotMade() {
		application.cache("first").put(7, 1);
		this.evicting.readsAndClears(7);
		assertThat(application.cache("first").get(7)).isNotNull();
	}

	@Test
	void futureEndsWhenTheEvictIsRecorded() {
		this.calculator.later(1).join();
		assertThat(this.evicting.later(1).join()).isNull();
		assertThat(application.otherCache("later").get(1)).isNull();
		this.calculator.later(1).join();
		assertThat(calls).hasValue(2);
	}

	@Test
	void publishersEndWhenTheEvictIsRecorded() {
		this.calculator.mono(1).block();
		this.calculator.flux(1).collectList().block();
		assertThat(this.evicting.mono(1).block()).isNull();
		assertThat(this.evicting.flux(1).collectList().block()).isEmpty();
		this.calculator.mono(1).block();
		this.calculator.flux(1).collectList().block();
		assertThat(calls).hasValue(4);
	}

	@Test
	void publisherThatNobodySubscribesToEvictsAllTheSame() {
		this.calculator.mono(1).block();
		Mono<Integer> ignored = this.evicting.mono(1);
		assertThat(ignored).isNotNull();
		this.calculator.mono(1).block();
		assertThat(calls).hasValue(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "evictsOnly" })
	void methodThatCachesNothingIsAnErrorThatNamesIt(String name) throws ReflectiveOperationException {
		Method method = Calculator.class.getMethod(name, int.class);
		assertThatIllegalArgumentException().isThrownBy(() -> {
			if (name.equals("plain")) {
				this.evicting.plain(1);
			}
			else {
				this.evicting.evictsOnly(1);
			}
		}).withMessageContaining("Calculator." + method.getName()).withMessageContaining("caches nothing");
	}

	@Test
	void putByTheResultIsAnErrorThatNamesTheKey() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.evicting.putByResult(1))
			.withMessageContaining("Calculator.putByResult")
			.withMessageContaining("#result + 1")
			.withMessageContaining("cache.evict(key)");
	}

	@Test
	void objectWithoutAProxyIsAnErrorWithARemedy() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.manager.evicting(new Calculator()))
			.withMessageContaining(Calculator.class.getName())
			.withMessageContaining("as it is injected");
	}

	@Test
	void evictingObjectIsNoBeanThatCaches() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.manager.evicting(this.evicting))
			.withMessageContaining("as it is injected");
	}

	@Test
	void finalMethodIsAnErrorThatNamesIt() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.manager.evicting(application.bean(WithFinalMethod.class)))
			.withMessageContaining("WithFinalMethod.fixed")
			.withMessageContaining("final");
	}

	@Test
	void evictingObjectSaysWhatItIs() {
		assertThat(this.evicting).hasToString("evicting " + Calculator.class.getName());
		assertThat(calls).hasValue(0);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		Calculator calculator() {
			return new Calculator();
		}

		@Bean
		Shop shop() {
			return new Prices();
		}

		@Bean
		@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Scoped scoped() {
			return new Scoped();
		}

		@Bean
		WithFinalMethod withFinalMethod() {
			return new WithFinalMethod();
		}

		@Bean(defaultCandidate = false)
		ConcurrentMapCacheManager otherManager() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		KeyGenerator lastDigit() {
			return (target, method, params) -> (int) params[0] % 10;
		}

		/**
		 * Looks at the operation, as resolvers do.
		 */
		@Bean
		CacheResolver byMethod(TaggedCacheManager manager) {
			return new CacheResolver() {

				@Override
				public Collection<? extends Cache> resolveCaches(CacheOperationInvocationContext<?> context) {
					assertThat(context.getOperation()).isInstanceOf(CacheableOperation.class);
					Cache cache = manager.getCache("resolved-" + context.getMethod().getName());
					assertThat(cache).isNotNull();
					return List.of(cache);
				}

			};
		}

	}

	static class Calculator {

		static final AtomicInteger MADE = new AtomicInteger();

		Calculator() {
			MADE.incrementAndGet();
		}

		@Cacheable("sums")
		public int addition(int a, int b) {
			calls.incrementAndGet();
			return a + b;
		}

		@Cacheable("texts")
		public String text(String text) {
			calls.incrementAndGet();
			return text + text;
		}

		@Cacheable("perhaps")
		public Optional<Integer> perhaps(int number) {
			return Optional.of(number);
		}

		@Cacheable(cacheNames = "upper", key = "#text.toUpperCase()")
		public String upper(String text) {
			calls.incrementAndGet();
			return text;
		}

		@Cacheable(cacheNames = "generated", keyGenerator = "lastDigit")
		public int generated(int number) {
			return calls.incrementAndGet();
		}

		@Caching(cacheable = { @Cacheable({ "first", "second" }), @Cacheable(cacheNames = "third", key = "'k' + #p0") })
		public int several(int number) {
			return calls.incrementAndGet();
		}

		@Cacheable(cacheNames = "conditional", condition = "#number > 10")
		public int ifLarge(int number) {
			return calls.incrementAndGet();
		}

		@CachePut(cacheNames = "put", condition = "#result > 0")
		public int putIfLarge(int number) {
			return number;
		}

		@Cacheable(cacheResolver = "byMethod")
		public int resolved(int number) {
			return calls.incrementAndGet();
		}

		@Cacheable(cacheNames = "elsewhere", cacheManager = "otherManager")
		public int elsewhere(int number) {
			return calls.incrementAndGet();
		}

		@Cacheable(cacheNames = "one", sync = true)
		public int oneAtATime(int number) {
			return calls.incrementAndGet();
		}

		@CachePut("put")
		public int put(int number) {
			return number;
		}

		@CachePut(cacheNames = "put", key = "#result + 1")
		public int putByResult(int number) {
			return number;
		}

		@Caching(cacheable = @Cacheable("second"), evict = @CacheEvict(cacheNames = "first", allEntries = true))
		public int readsAndClears(int number) {
			return calls.incrementAndGet();
		}

		@Cacheable("later")
		public CompletableFuture<Integer> later(int number) {
			return CompletableFuture.completedFuture(calls.incrementAndGet());
		}

		@Cacheable("mono")
		public Mono<Integer> mono(int number) {
			return Mono.fromCallable(calls::incrementAndGet);
		}

		@Cacheable("flux")
		public Flux<Integer> flux(int number) {
			return Flux.defer(() -> Flux.just(calls.incrementAndGet(), number));
		}

		public int plain(int number) {
			return number;
		}

		@CacheEvict("sums")
		public int evictsOnly(int number) {
			return number;
		}

	}

	interface Shop {

		@Cacheable("prices")
		int price(String article);

	}

	static class Prices implements Shop {

		@Override
		public int price(String article) {
			return calls.incrementAndGet();
		}

	}

	static class Scoped {

		/** A proxy has none. */
		public final Object name = "scoped";

		@Cacheable("halves")
		public int half(int number) {
			calls.incrementAndGet();
			return number / 2;
		}

		@Cacheable(cacheNames = "by-target", key = "#root.target.name + #number")
		public int keyedByTarget(int number) {
			return calls.incrementAndGet();
		}

	}

	static class WithFinalMethod {

		@Cacheable("fixed")
		public final int fixed(int number) {
			return number;
		}

	}

}
