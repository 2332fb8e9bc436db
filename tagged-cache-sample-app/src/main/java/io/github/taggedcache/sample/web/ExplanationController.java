package io.github.taggedcache.sample.web;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.taggedcache.sample.watch.Explanations.Explained;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the next read of each box would find on this instance. All are asked at the same
 * time, since each waits for Redis.
 */
@RestController
class ExplanationController {

	private final Boxes boxes;

	private final Executor executor;

	ExplanationController(Boxes boxes, @Qualifier("applicationTaskExecutor") Executor executor) {
		this.boxes = boxes;
		this.executor = executor;
	}

	@GetMapping("/api/explanations")
	List<Explained> explanations(@RequestParam long article) {
		List<CompletableFuture<Explained>> running = this.boxes.explanations(article)
			.stream()
			.map((one) -> CompletableFuture.supplyAsync(one, this.executor))
			.toList();
		return running.stream().map(CompletableFuture::join).toList();
	}

}
