package io.github.taggedcache.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Runs what may not run on a driver's thread: decoding and loaders of futures and
 * publishers. It has no bound, because a loader may wait for another one. It is not a
 * bean of type {@link Executor}, which would make Boot's own one back off.
 *
 * @param executor the executor
 * @param shutdown stops it
 */
record CacheExecutor(Executor executor, Runnable shutdown) implements DisposableBean {

	private static final String PREFIX = "tagged-cache-";

	private static final long IDLE_SECONDS = 60;

	static CacheExecutor create(Environment environment) {
		if (Threading.VIRTUAL.isActive(environment)) {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor(PREFIX);
			executor.setVirtualThreads(true);
			return new CacheExecutor(executor, executor::close);
		}
		CustomizableThreadFactory threads = new CustomizableThreadFactory(PREFIX);
		threads.setDaemon(true);
		ExecutorService executor = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), threads);
		return new CacheExecutor(executor, executor::shutdown);
	}

	@Override
	public void destroy() {
		this.shutdown.run();
	}

}
