package io.github.taggedcache.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On which threads values are loaded in the background.
 */
class RefreshExecutorTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner();

	private final ApplicationContextRunner bootRunner = this.contextRunner
		.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class));

	private static Thread threadOf(ApplicationContext context) {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		RefreshExecutor.of(context, new SimpleAsyncTaskExecutor("own-"))
			.execute(() -> thread.complete(Thread.currentThread()));
		return thread.join();
	}

	/**
	 * Virtual threads are all in one group of theirs; asked on the thread, since one that
	 * has ended has no group.
	 */
	private static boolean isVirtual(ApplicationContext context) {
		CompletableFuture<String> group = new CompletableFuture<>();
		RefreshExecutor.of(context, new SimpleAsyncTaskExecutor("own-"))
			.execute(() -> group.complete(Thread.currentThread().getThreadGroup().getName()));
		return group.join().equals("VirtualThreads");
	}

	@Test
	void beanOfTheApplicationIsUsed() {
		this.bootRunner
			.withBean("taggedCacheRefreshExecutor", Executor.class, () -> new SimpleAsyncTaskExecutor("refresh-"))
			.run((context) -> assertThat(threadOf(context).getName()).startsWith("refresh-"));
	}

	@Test
	void otherExecutorsOfTheApplicationAreNotUsed() {
		this.contextRunner.withBean("reports", Executor.class, () -> new SimpleAsyncTaskExecutor("reports-"))
			.run((context) -> assertThat(threadOf(context).getName()).startsWith("own-"));
	}

	@Test
	void executorOfBootIsUsed() {
		this.bootRunner.withPropertyValues("spring.task.execution.thread-name-prefix=boot-")
			.run((context) -> assertThat(threadOf(context).getName()).startsWith("boot-"));
	}

	@Test
	void threadsAreVirtualWhereBootUsesThem() {
		boolean present = Runtime.version().feature() >= 21;
		this.bootRunner.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(isVirtual(context)).isEqualTo(present));
		this.bootRunner.run((context) -> assertThat(isVirtual(context)).isFalse());
	}

	@Test
	void executorOfTheCacheIsUsedWhereThereIsNoOther() {
		this.contextRunner.run((context) -> assertThat(threadOf(context).getName()).startsWith("own-"));
	}

}
