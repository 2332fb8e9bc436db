package io.github.taggedcache.source;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that was started, and is stopped once.
 */
final class StartedSource {

	private static final Logger logger = LoggerFactory.getLogger(StartedSource.class);

	private final String name;

	private final AutoCloseable registration;

	private final CountedSink sink;

	private final Thread stopping;

	StartedSource(String name, AutoCloseable registration, CountedSink sink) {
		this.name = name;
		this.registration = registration;
		this.sink = sink;
		this.stopping = new Thread(this::close, "tagged-cache-stop-" + name);
		this.stopping.setDaemon(true);
	}

	/**
	 * Begins to stop the source, which may take what time it likes.
	 */
	void beginStop() {
		this.stopping.start();
	}

	private void close() {
		try {
			this.registration.close();
		}
		catch (Exception ex) {
			logger.warn("The InvalidationSource '{}' could not be stopped", this.name, ex);
		}
	}

	/**
	 * Waits for the end of the source, and takes its sink away.
	 */
	void awaitStop(Duration atMost) {
		try {
			this.stopping.join(Math.max(1, atMost.toMillis()));
			if (this.stopping.isAlive()) {
				logger.warn("The InvalidationSource '{}' did not stop in time; what it still invalidates is refused",
						this.name);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.sink.stop();
		}
	}

}
