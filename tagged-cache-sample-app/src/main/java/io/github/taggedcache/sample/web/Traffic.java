package io.github.taggedcache.sample.web;

import java.util.List;

import io.github.taggedcache.sample.article.ArticleService;
import io.github.taggedcache.sample.stage.Stage;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads everything all the time, if it is switched on.
 */
@Component
class Traffic {

	private final ArticleService articles;

	private final Boxes boxes;

	private final Stage stage;

	Traffic(ArticleService articles, Boxes boxes, Stage stage) {
		this.articles = articles;
		this.boxes = boxes;
		this.stage = stage;
	}

	@Scheduled(fixedDelay = 100)
	void read() {
		if (this.stage.traffic().get()) {
			List<Long> ids = this.articles.ids();
			this.boxes.readAll(this.articles.topics(), ids);
		}
	}

}
