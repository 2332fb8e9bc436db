package io.github.taggedcache.cache;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * All entries of one method are invalidated by one tag, and those of no other method.
 */
@Tag("row-12")
class MethodTagTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Application.class)
		.with("tagged-cache.caches.sums.method-tags=true", "tagged-cache.caches.shared.method-tags=true");

	private static final AtomicInteger calls = new AtomicInteger();

	private final TaggedCacheManager manager = application.manager();

	private final Calculator calculator = application.bean(Calculator.class);

	@BeforeEach
	void reset() {
		calls.set(0);
	}

	@Test
	void allOverloadsAndArgumentsAreInvalidated() {
		this.calculator.add(1, 2);
		this.calculator.add(3, 4);
		this.calculator.add(1, 2, 3);
		this.manager.invalidateMethod(Calculator.class, "add");
		this.calculator.add(1, 2);
		this.calculator.add(3, 4);
		this.calculator.add(1, 2, 3);
		assertThat(calls).hasValue(6);
	}

	@Test
	void entriesOfABatchAreInvalidated() {
		this.calculator.squares(List.of(2, 3));
		this.calculator.squares(List.of(2, 3));
		assertThat(calls).hasValue(1);
		this.manager.invalidateMethod(Calculator.class, "squares");
		assertThat(this.calculator.squares(List.of(2, 3))).containsEntry(2, 4).containsEntry(3, 9);
		assertThat(calls).hasValue(2);
	}

	@Test
	void methodWhoseNameBeginsWithTheNameStays() {
		this.calculator.addition(1, 2);
		this.calculator.add(5, 2);
		this.manager.invalidateMethod(Calculator.class, "add");
		this.calculator.addition(1, 2);
		assertThat(calls).hasValue(2);
		this.manager.invalidateMethod(Calculator.class, "addition");
		this.calculator.add(5, 2);
		assertThat(calls).hasValue(3);
		this.calculator.add(5, 2);
		assertThat(calls).hasValue(3);
	}

	@Test
	void classWhoseNameBeginsWithTheNameStays() {
		CalculatorOfOthers other = application.bean(CalculatorOfOthers.class);
		other.add(7, 7);
		this.manager.invalidateMethod(Calculator.class, "add");
		other.add(7, 7);
		assertThat(calls).hasValue(1);
	}

	@Test
	void methodOfAnotherRegionOfTheSameCallStays() {
		this.calculator.add(1, 1);
		this.calculator.difference(1, 1);
		this.manager.invalidateMethod(Calculator.class, "difference");
		this.calculator.add(1, 1);
		this.calculator.difference(1, 1);
		assertThat(calls).hasValue(3);
	}

	@Test
	void otherNodeSeesTheInvalidation() {
		Calculator other = application.otherContext().getBean(Calculator.class);
		other.add(1, 2);
		this.manager.invalidateMethod(Calculator.class, "add");
		other.add(1, 2);
		assertThat(calls).hasValue(2);
	}

	@Test
	void nearHitIsInvalidated() {
		for (int i = 0; i < 3; i++) {
			this.calculator.twice(1);
		}
		assertThat(calls).hasValue(1);
		this.manager.invalidateMethod(Calculator.class, "twice");
		this.calculator.twice(1);
		assertThat(calls).hasValue(2);
	}

	@Test
	void putIsInvalidated() {
		this.calculator.put(4);
		this.manager.invalidateMethod(Calculator.class, "put");
		assertThat(application.cache("sums").get(4)).isNull();
	}

	@Test
	void interfaceStandsForItsClasses() {
		Shop shop = application.bean(Shop.class);
		shop.price(1);
		this.manager.invalidateMethod(Shop.class, "price");
		shop.price(1);
		assertThat(calls).hasValue(2);
		this.manager.invalidateMethod(Prices.class, "price");
		shop.price(1);
		assertThat(calls).hasValue(3);
	}

	@Test
	void inheritedMethodBelongsToTheClassOfTheObject() {
		Calculator special = application.bean(Special.class);
		special.twice(8);
		this.calculator.twice(9);
		this.manager.invalidateMethod(Special.class, "twice");
		this.calculator.twice(9);
		assertThat(calls).hasValue(2);
		special.twice(8);
		assertThat(calls).hasValue(3);
		this.manager.invalidateMethod(Calculator.class, "twice");
		special.twice(8);
		this.calculator.twice(9);
		assertThat(calls).hasValue(5);
	}

	@Test
	void classOfTheProxyStandsForTheClass() {
		this.calculator.add(1, 2);
		this.manager.invalidateMethod(this.calculator.getClass(), "add");
		this.calculator.add(1, 2);
		assertThat(calls).hasValue(2);
	}

	@Test
	void methodThatNobodyHasCalledIsKnown() {
		this.manager.invalidateMethod(Calculator.class, "neverCalled");
	}

	/**
	 * The entry that another method, or nobody's method, has stored does not carry the
	 * tag. The call that declares the tag is judged by it all the same.
	 */
	@Test
	void entryWithoutTheTagDoesNotServeItsMethodAfterTheInvalidation() {
		application.cache("shared").put(6, 66);
		application.cache("sums").put(6, 66);
		assertThat(this.calculator.shared(6)).isEqualTo(66);
		assertThat(this.calculator.twice(6)).isEqualTo(66);
		this.manager.invalidateMethod(Calculator.class, "shared");
		this.manager.invalidateMethod(Calculator.class, "twice");
		assertThat(this.calculator.shared(6)).isEqualTo(1);
		assertThat(this.calculator.twice(6)).isEqualTo(2);
	}

	@Test
	void entryCarriesTheTagBesideItsOwn() {
		this.calculator.shared(6);
		Explanation explanation = application.cache("shared").explain(6);
		assertThat(explanation.tags()).extracting(Explanation.TagState::tag)
			.contains("number:6", "~~m:" + Calculator.class.getName() + "/shared");
	}

	@Test
	void noTagOfAnApplicationIsThatOfAMethod() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.manager.invalidateTags("~~m:" + Calculator.class.getName() + "/add"))
			.withMessageContaining("must not start with '~'");
	}

	@Test
	void methodOfARegionWithoutMethodTagsIsAnErrorWithARemedy() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.manager.invalidateMethod(Calculator.class, "untagged"))
			.withMessageContaining("Calculator.untagged")
			.withMessageContaining("method-tags");
	}

	@Test
	void methodThatDoesNotExistIsAnErrorThatNamesIt() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.manager.invalidateMethod(Calculator.class, "additio"))
			.withMessageContaining("no method 'additio'");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		Calculator calculator() {
			return new Calculator();
		}

		@Bean(defaultCandidate = false)
		Special special() {
			return new Special();
		}

		@Bean
		CalculatorOfOthers calculatorOfOthers() {
			return new CalculatorOfOthers();
		}

		@Bean
		Shop shop() {
			return new Prices();
		}

	}

	static class Calculator {

		@Cacheable("sums")
		public int add(int a, int b) {
			calls.incrementAndGet();
			return a + b;
		}

		@Cacheable(cacheNames = "sums", key = "{ 'square', #numbers }")
		@CacheTags(batch = "#numbers")
		public Map<Integer, Integer> squares(List<Integer> numbers) {
			calls.incrementAndGet();
			return numbers.stream().collect(Collectors.toMap((number) -> number, (number) -> number * number));
		}

		@Cacheable("sums")
		public int add(int a, int b, int c) {
			calls.incrementAndGet();
			return a + b + c;
		}

		@Cacheable(cacheNames = "sums", key = "{ 'addition', #a, #b }")
		public int addition(int a, int b) {
			calls.incrementAndGet();
			return a + b;
		}

		@Cacheable(cacheNames = "sums", key = "{ 'difference', #a, #b }")
		public int difference(int a, int b) {
			calls.incrementAndGet();
			return a - b;
		}

		@Cacheable("sums")
		public int twice(int a) {
			return calls.incrementAndGet();
		}

		@CachePut("sums")
		public int put(int a) {
			return a;
		}

		@Cacheable("sums")
		public int neverCalled(int a) {
			return a;
		}

		@Cacheable("shared")
		@CacheTags("number:#{#a}")
		public int shared(int a) {
			return calls.incrementAndGet();
		}

		@Cacheable("untagged")
		public List<Integer> untagged(int a) {
			return List.of(a);
		}

	}

	static class Special extends Calculator {

	}

	static class CalculatorOfOthers {

		@Cacheable("sums")
		public int add(int a, int b) {
			calls.incrementAndGet();
			return a + b;
		}

	}

	interface Shop {

		@Cacheable(cacheNames = "sums", key = "'price' + #p0")
		int price(int article);

	}

	static class Prices implements Shop {

		@Override
		public int price(int article) {
			return calls.incrementAndGet();
		}

	}

}
