package io.github.taggedcache.cache;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a call saw before its load token must not decide under which tags its value is
 * stored, nor up to when the value is current.
 */
class ChangingTemplateTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.inMemory(Members.class, Groups.class);

	private final Members members = application.bean(Members.class);

	private final Groups groups = application.bean(Groups.class);

	@BeforeEach
	void beginInTheFirstGroup() {
		this.groups.group = "g1";
		this.groups.asked.set(0);
	}

	/**
	 * Moves to another group after the next evaluation of the template.
	 */
	private void moveAfterTheTemplate() {
		this.groups.then = () -> {
			this.groups.group = "g2";
			application.manager().invalidateTags("group:g1");
		};
	}

	@ParameterizedTest
	@EnumSource
	void tagsAreThoseOfTheMomentOfTheLoad(Read read) throws Exception {
		moveAfterTheTemplate();
		assertThat(read.call(this.members)).isEqualTo("of g2");
		application.manager().invalidateTags("group:g2");
		assertThat(application.cache(read.region).get(1L)).isNull();
	}

	@Test
	void tagsOfAJoinerThatLoadsByItselfAreThoseOfThatMoment() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		this.members.duringNextLoad(() -> {
			started.countDown();
			awaitLatch(released);
		});
		FutureTask<@Nullable String> leader = start(() -> this.members.sync(1));
		awaitLatch(started);
		Thread[] thread = new Thread[1];
		FutureTask<@Nullable String> joiner = start(() -> {
			thread[0] = Thread.currentThread();
			return this.members.sync(1);
		});
		awaitJoined(thread);
		this.groups.group = "g2";
		application.manager().invalidateTags("group:g1");
		released.countDown();
		leader.get(10, TimeUnit.SECONDS);
		assertThat(joiner.get(10, TimeUnit.SECONDS)).isEqualTo("of g2");
		application.manager().invalidateTags("group:g2");
		assertThat(application.cache("sync").get(1L)).isNull();
	}

	@Test
	void callerInATransactionWaitsForNoLoadAndStoresNoOldValue() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		this.members.duringNextLoad(() -> {
			started.countDown();
			awaitLatch(released);
		});
		FutureTask<@Nullable String> leader = start(() -> this.members.fixed(1));
		awaitLatch(started);
		FutureTask<@Nullable String> inTransaction = start(() -> fixedInATransaction(this.members));
		assertThat(inTransaction.get(10, TimeUnit.SECONDS)).isEqualTo("of g1");
		application.manager().invalidateTags("member:1");
		released.countDown();
		leader.get(10, TimeUnit.SECONDS);
		assertThat(application.cache("fixed").get(1L)).isNull();
	}

	/**
	 * Without awareness of transactions such a caller joins a running load. If it then
	 * has to load by itself, it sees what its transaction saw at its begin.
	 */
	@Test
	void joinerInATransactionThatNobodyTracksStoresNoOldValue() throws Exception {
		CacheApplication unaware = CacheApplication.inMemory(Members.class, Groups.class)
			.with("tagged-cache.transaction-aware=false");
		unaware.start("unaware");
		try {
			Members members = unaware.bean(Members.class);
			CountDownLatch started = new CountDownLatch(1);
			CountDownLatch released = new CountDownLatch(1);
			members.duringNextLoad(() -> {
				started.countDown();
				awaitLatch(released);
			});
			FutureTask<@Nullable String> leader = start(() -> members.fixed(1));
			awaitLatch(started);
			Thread[] thread = new Thread[1];
			FutureTask<@Nullable String> joiner = start(() -> {
				thread[0] = Thread.currentThread();
				return fixedInATransaction(members);
			});
			awaitJoined(thread);
			unaware.manager().invalidateTags("member:1");
			released.countDown();
			leader.get(10, TimeUnit.SECONDS);
			joiner.get(10, TimeUnit.SECONDS);
			assertThat(unaware.cache("fixed").get(1L)).isNull();
		}
		finally {
			unaware.stop();
		}
	}

	private static @Nullable String fixedInATransaction(Members members) {
		TransactionSynchronizationManager.setActualTransactionActive(true);
		try {
			return members.fixed(1);
		}
		finally {
			TransactionSynchronizationManager.setActualTransactionActive(false);
		}
	}

	/**
	 * The method's own invalidation must not make the tags from before it look newer.
	 */
	@Test
	void valueOfAMethodThatChangesItsOwnTagsIsNotStoredUnderTheOldOnes() {
		assertThat(this.members.moving(1)).isEqualTo("of g2");
		application.manager().invalidateTags("group:g2");
		assertThat(application.cache("moving").get(1L)).isNull();
	}

	@Test
	void templateOfScalarArgumentsIsEvaluatedOnce() {
		this.members.scalar(1);
		assertThat(this.groups.asked).hasValue(0);
	}

	private static void awaitJoined(@Nullable Thread[] thread) {
		await("a caller that waits for the running load").atMost(10, TimeUnit.SECONDS)
			.until(() -> thread[0] != null && (thread[0].getState() == Thread.State.WAITING
					|| thread[0].getState() == Thread.State.TIMED_WAITING));
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static <T extends @Nullable Object> FutureTask<T> start(Callable<T> call) {
		FutureTask<T> task = new FutureTask<>(call);
		Thread thread = new Thread(task, "caller");
		thread.setDaemon(true);
		thread.start();
		return task;
	}

	enum Read {

		PLAIN("plain") {

			@Override
			@Nullable String call(Members members) {
				return members.plain(1);
			}

		},

		SYNC("sync") {

			@Override
			@Nullable String call(Members members) {
				return members.sync(1);
			}

		},

		FUTURE("future") {

			@Override
			@Nullable String call(Members members) {
				return members.future(1).join();
			}

		},

		MANY("many") {

			@Override
			@Nullable String call(Members members) {
				return members.many(List.of(1L)).get(0);
			}

		};

		private final String region;

		Read(String region) {
			this.region = region;
		}

		abstract @Nullable String call(Members members);

	}

	static class Groups {

		private final AtomicInteger asked = new AtomicInteger();

		private volatile String group = "g1";

		private volatile @Nullable Runnable then;

		public String of(long id) {
			this.asked.incrementAndGet();
			String current = this.group;
			Runnable action = this.then;
			this.then = null;
			if (action != null) {
				action.run();
			}
			return current;
		}

	}

	@EnableCaching
	static class Members {

		private final Groups groups;

		private volatile @Nullable Runnable duringNextLoad;

		Members(Groups groups) {
			this.groups = groups;
		}

		public void duringNextLoad(Runnable action) {
			this.duringNextLoad = action;
		}

		private String load() {
			String loaded = "of " + this.groups.group;
			Runnable action = this.duringNextLoad;
			this.duringNextLoad = null;
			if (action != null) {
				action.run();
			}
			return loaded;
		}

		@Cacheable(cacheNames = "plain", key = "#id")
		@CacheTags("group:#{@'changingTemplateTests.Groups'.of(#id)}")
		public String plain(long id) {
			return load();
		}

		@Cacheable(cacheNames = "sync", key = "#id", sync = true)
		@CacheTags("group:#{@'changingTemplateTests.Groups'.of(#id)}")
		public String sync(long id) {
			return load();
		}

		@Cacheable(cacheNames = "future", key = "#id")
		@CacheTags("group:#{@'changingTemplateTests.Groups'.of(#id)}")
		public CompletableFuture<String> future(long id) {
			return CompletableFuture.completedFuture(load());
		}

		@Cacheable(cacheNames = "many", key = "#ids")
		@CacheTags(value = "group:#{@'changingTemplateTests.Groups'.of(#ids)}", batch = "#ids")
		public List<String> many(List<Long> ids) {
			return ids.stream().map((id) -> load()).toList();
		}

		@Cacheable(cacheNames = "moving", key = "#id")
		@CacheTags("group:#{@'changingTemplateTests.Groups'.of(#id)}")
		@InvalidateTags("group:g1")
		public String moving(long id) {
			this.groups.group = "g2";
			return load();
		}

		@Cacheable(cacheNames = "fixed", key = "#id", sync = true)
		@CacheTags("member:#{#id}")
		public String fixed(long id) {
			return load();
		}

		@Cacheable(cacheNames = "scalar", key = "#id")
		@CacheTags("member:#{#id}")
		public String scalar(long id) {
			return load();
		}

	}

}
