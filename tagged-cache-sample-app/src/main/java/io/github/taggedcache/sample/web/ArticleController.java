package io.github.taggedcache.sample.web;

import java.util.List;

import io.github.taggedcache.sample.article.ArticleLine;
import io.github.taggedcache.sample.article.ArticlePage;
import io.github.taggedcache.sample.article.ArticleService;
import io.github.taggedcache.sample.stage.Node;
import io.github.taggedcache.sample.stage.Stage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
class ArticleController {

	private final ArticleService articles;

	private final Boxes boxes;

	private final Stage stage;

	private final Node node;

	ArticleController(ArticleService articles, Boxes boxes, Stage stage, Node node) {
		this.articles = articles;
		this.boxes = boxes;
		this.stage = stage;
		this.node = node;
	}

	@GetMapping("/topics")
	List<String> topics() {
		return this.articles.topics();
	}

	@GetMapping("/topics/{topic}/articles")
	Reading<List<ArticleLine>> list(@PathVariable String topic) {
		return this.boxes.list(topic);
	}

	@GetMapping("/articles/{id}")
	Reading<ArticlePage> article(@PathVariable long id) {
		return this.boxes.article(id);
	}

	@PutMapping("/articles/{id}/title")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void retitle(@PathVariable long id, @Valid @RequestBody NewTitle request) {
		this.stage.ledger().write(this.node, Facts.title(id), request.title(), () -> {
			this.articles.retitle(id, request.title());
			return request.title();
		});
	}

	record NewTitle(@NotBlank @Size(max = 200) String title) {

	}

}
