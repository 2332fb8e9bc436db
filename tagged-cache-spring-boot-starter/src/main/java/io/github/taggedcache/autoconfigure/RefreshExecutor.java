package io.github.taggedcache.autoconfigure;

import java.util.concurrent.Executor;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finds what runs loads in the background: the bean {@value #BEAN_NAME} of the
 * application, else the task executor of Spring Boot, which may have virtual threads and
 * a decorator that brings context along, else the executor of the cache.
 */
final class RefreshExecutor {

	static final String BEAN_NAME = "taggedCacheRefreshExecutor";

	private RefreshExecutor() {
	}

	/**
	 * An executor that asks for the bean at its first task.
	 */
	static Executor of(BeanFactory beanFactory, Executor ownExecutor) {
		SingletonSupplier<Executor> executor = SingletonSupplier.of(() -> find(beanFactory, ownExecutor));
		return (task) -> executor.obtain().execute(task);
	}

	private static Executor find(BeanFactory beanFactory, Executor ownExecutor) {
		if (beanFactory.containsBean(BEAN_NAME)) {
			return beanFactory.getBean(BEAN_NAME, Executor.class);
		}
		String ofBoot = TaskExecutionAutoConfiguration.APPLICATION_TASK_EXECUTOR_BEAN_NAME;
		return beanFactory.containsBean(ofBoot) ? beanFactory.getBean(ofBoot, Executor.class) : ownExecutor;
	}

}
