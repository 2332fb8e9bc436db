package io.github.taggedcache.sample.web;

import java.util.List;

import io.github.taggedcache.sample.article.Comment;
import io.github.taggedcache.sample.article.CommentService;
import io.github.taggedcache.sample.stage.Node;
import io.github.taggedcache.sample.stage.Stage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/articles/{articleId}/comments")
class CommentController {

	private final CommentService comments;

	private final Boxes boxes;

	private final Stage stage;

	private final Node node;

	CommentController(CommentService comments, Boxes boxes, Stage stage, Node node) {
		this.comments = comments;
		this.boxes = boxes;
		this.stage = stage;
		this.node = node;
	}

	@GetMapping
	Reading<List<Comment>> comments(@PathVariable long articleId) {
		return this.boxes.comments(articleId);
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Comment add(@PathVariable long articleId, @Valid @RequestBody NewComment request) {
		return this.stage.ledger()
			.write(this.node, Facts.lastComment(articleId), Facts.comment(request.reader(), request.content()),
					() -> this.comments.add(articleId, request.reader(), request.content()));
	}

	record NewComment(@NotBlank @Size(max = 100) String reader, @NotBlank @Size(max = 1000) String content) {

	}

}
