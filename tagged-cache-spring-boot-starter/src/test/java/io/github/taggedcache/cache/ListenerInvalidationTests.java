package io.github.taggedcache.cache;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.annotation.InvalidateTags;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * {@code @InvalidateTags} on methods that something else than the application's code
 * calls.
 */
@Tag("row-18")
class ListenerInvalidationTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Infrastructure.class, Listeners.class,
			RecordedTransactions.class);

	private final RecordedTransactions transactions = application.bean(RecordedTransactions.class);

	private final TransactionTemplate transaction = new TransactionTemplate(this.transactions);

	@BeforeEach
	void store() {
		application.otherCache("authors").put(1L, "article", "author:1");
	}

	private static boolean isCached() {
		return application.otherCache("authors").get(1L) != null;
	}

	private static boolean isCachedForOthers() {
		return CompletableFuture.supplyAsync(ListenerInvalidationTests::isCached).join();
	}

	private static void publish(Object event) {
		application.context().publishEvent(event);
	}

	@Test
	void eventListenerInvalidates() {
		publish(new Renamed(1));
		assertThat(isCached()).isFalse();
	}

	@Test
	void eventListenerThatReturnsAFutureInvalidatesAtItsEnd() {
		CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
		publish(new RenamedLater(1, end));
		assertThat(isCached()).isTrue();
		end.complete(null);
		Awaitility.await("the invalidation is recorded").until(() -> !isCached());
	}

	@Test
	void listenerOfAHigherOrderFindsWhatOneBeforeItInvalidated() {
		Ordering event = new Ordering(1, new ArrayList<>());
		publish(event);
		assertThat(event.found()).containsExactly(true, false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "BEFORE_COMMIT", "AFTER_COMMIT", "AFTER_COMPLETION" })
	void transactionalListenerLeavesNothingThatWasStoredBeforeTheEndOfTheCommit(TransactionPhase phase) {
		this.transaction.executeWithoutResult((status) -> {
			publish(new Committing(1, phase));
			this.transactions.atCommit(this::store);
		});
		assertThat(isCached()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "AFTER_ROLLBACK", "AFTER_COMPLETION" })
	void transactionalListenerInvalidatesAfterARollback(TransactionPhase phase) {
		this.transaction.executeWithoutResult((status) -> {
			publish(new Committing(1, phase));
			this.transactions.atCommit(this::store);
			status.setRollbackOnly();
		});
		assertThat(isCached()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "BEFORE_COMMIT", "AFTER_COMMIT" })
	void transactionalListenerOfACommitInvalidatesNothingAfterARollback(TransactionPhase phase) {
		this.transaction.executeWithoutResult((status) -> {
			publish(new Committing(1, phase));
			status.setRollbackOnly();
		});
		assertThat(isCached()).isTrue();
	}

	@Test
	void transactionalListenerWithATransactionOfItsOwnInvalidatesAfterThatTransaction() {
		List<Boolean> cachedAtCommit = new ArrayList<>();
		this.transaction.executeWithoutResult((status) -> publish(new Renewed(1, () -> {
			CompletableFuture.runAsync(this::store).join();
			this.transactions.atCommit(() -> cachedAtCommit.add(isCachedForOthers()));
		})));
		assertThat(cachedAtCommit).containsExactly(true);
		assertThat(isCached()).isFalse();
	}

	@Test
	void invalidationInAnAfterCommitCallbackIsMadeAgainAfterTheCompletion() {
		List<Boolean> cached = new ArrayList<>();
		Listeners listeners = application.bean(Listeners.class);
		this.transaction.executeWithoutResult(
				(status) -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						listeners.inCallback(1);
						cached.add(isCached());
						store();
					}

				}));
		assertThat(cached).containsExactly(false);
		assertThat(isCached()).isFalse();
	}

	@Test
	void transactionalListenerWithoutATransactionInvalidatesWhereItFallsBack() {
		publish(new Committing(1, TransactionPhase.AFTER_COMMIT));
		assertThat(isCached()).isFalse();
	}

	@Test
	void scheduledMethodInvalidates() {
		application.otherCache("authors").put(2L, "article", "author:scheduled");
		Awaitility.await("the schedule").until(() -> application.otherCache("authors").get(2L) == null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "publicMethod", "packagePrivateMethod", "protectedMethod" })
	void methodThatAListenerContainerCallsByTheProxyInvalidates(String method) {
		application.bean(Containers.class).deliver(method, 1L);
		assertThat(isCached()).isFalse();
	}

	@Test
	void messageWhoseMethodFailsInvalidatesAndTheContainerHearsOfIt() {
		assertThatException().isThrownBy(() -> application.bean(Containers.class).deliver("failingMethod", 1L))
			.withMessage("no");
		assertThat(isCached()).isFalse();
	}

	@Test
	void privateListenerThatNoProxyCanInvalidateForFailsTheStart() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Infrastructure.class, PrivateListener.class, CacheApplication.AutoConfigurations.class);
			TestPropertyValues.of("tagged-cache.store=memory", "tagged-cache.namespace=private").applyTo(context);
			assertThatException().isThrownBy(context::refresh)
				.havingRootCause()
				.withMessageContaining("Switch its visibility");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EnableScheduling
	@EnableTransactionManagement
	static class Infrastructure {

		@Bean
		static Containers containers() {
			return new Containers();
		}

	}

	static class Listeners {

		@EventListener
		@InvalidateTags("author:#{#event.id}")
		public void renamed(Renamed event) {
		}

		@EventListener
		@InvalidateTags("author:#{#event.id}")
		public CompletableFuture<@Nullable Void> renamedLater(RenamedLater event) {
			return event.end();
		}

		@EventListener
		@Order(1)
		@InvalidateTags("author:#{#event.id}")
		public void first(Ordering event) {
			event.found().add(isCached());
		}

		@EventListener
		@Order(2)
		public void second(Ordering event) {
			event.found().add(isCached());
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT, condition = "#event.isFor('BEFORE_COMMIT')")
		@InvalidateTags("author:#{#event.id}")
		public void beforeCommit(Committing event) {
		}

		@TransactionalEventListener(condition = "#event.isFor('AFTER_COMMIT')", fallbackExecution = true)
		@InvalidateTags("author:#{#event.id}")
		public void afterCommit(Committing event) {
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK,
				condition = "#event.isFor('AFTER_ROLLBACK')")
		@InvalidateTags("author:#{#event.id}")
		public void afterRollback(Committing event) {
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_COMPLETION,
				condition = "#event.isFor('AFTER_COMPLETION')")
		@InvalidateTags("author:#{#event.id}")
		public void afterCompletion(Committing event) {
		}

		@TransactionalEventListener
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		@InvalidateTags("author:#{#event.id}")
		public void renewed(Renewed event) {
			event.action().run();
		}

		@Scheduled(fixedDelay = 50, timeUnit = TimeUnit.MILLISECONDS)
		@InvalidateTags("author:scheduled")
		public void scheduled() {
		}

		@Listening
		@InvalidateTags("author:#{#id}")
		public void publicMethod(long id) {
		}

		@Listening
		@InvalidateTags("author:#{#id}")
		void packagePrivateMethod(long id) {
		}

		@Listening
		@InvalidateTags("author:#{#id}")
		protected void protectedMethod(long id) {
		}

		@Listening
		@InvalidateTags("author:#{#id}")
		public void failingMethod(long id) {
			throw new IllegalStateException("no");
		}

		@InvalidateTags("author:#{#id}")
		public void inCallback(long id) {
		}

	}

	static class PrivateListener {

		@Listening
		@InvalidateTags("author:#{#id}")
		@SuppressWarnings({ "UnusedMethod", "UnusedVariable" }) // called by reflection
		private void listen(long id) {
		}

	}

	/**
	 * Calls annotated methods of beans by their proxies, as the listener containers of
	 * Kafka, JMS and AMQP do.
	 */
	static class Containers implements BeanPostProcessor, Ordered {

		private final List<Endpoint> endpoints = new ArrayList<>();

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			for (Method method : ReflectionUtils.getAllDeclaredMethods(AopUtils.getTargetClass(bean))) {
				if (AnnotatedElementUtils.hasAnnotation(method, Listening.class)
						&& method.getDeclaringClass() == AopUtils.getTargetClass(bean)) {
					this.endpoints.add(new Endpoint(bean, AopUtils.selectInvocableMethod(method, bean.getClass())));
				}
			}
			return bean;
		}

		void deliver(String method, Object message) {
			Endpoint endpoint = this.endpoints.stream()
				.filter((some) -> some.method().getName().equals(method))
				.findFirst()
				.orElseThrow();
			ReflectionUtils.makeAccessible(endpoint.method());
			ReflectionUtils.invokeMethod(endpoint.method(), endpoint.bean(), message);
		}

		private record Endpoint(Object bean, Method method) {

		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Listening {

	}

	public record Renamed(long id) {

	}

	public record RenamedLater(long id, CompletableFuture<@Nullable Void> end) {

	}

	public record Ordering(long id, List<Boolean> found) {

	}

	public record Committing(long id, TransactionPhase phase) {

		public boolean isFor(String phase) {
			return this.phase.name().equals(phase);
		}

	}

	public record Renewed(long id, Runnable action) {

	}

}
