package io.github.taggedcache.sample.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.taggedcache.sample.stage.Stage;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads everything all the time, if it is switched on.
 */
@Component
class Traffic {

	private final Boxes boxes;

	private final Stage stage;

	private final Executor executor;

	Traffic(Boxes boxes, Stage stage, @Qualifier("applicationTaskExecutor") Executor executor) {
		this.boxes = boxes;
		this.stage = stage;
		this.executor = executor;
	}

	@Scheduled(fixedDelay = 100)
	void read() {
		if (this.stage.traffic().get()) {
			CompletableFuture
				.allOf(this.boxes.readsOfAll()
					.stream()
					.map((read) -> CompletableFuture.runAsync(read, this.executor))
					.toArray(CompletableFuture<?>[]::new))
				.join();
		}
	}

}
