package io.github.taggedcache.sample.web;

import java.util.List;

import io.github.taggedcache.sample.article.Author;
import io.github.taggedcache.sample.article.AuthorService;
import io.github.taggedcache.sample.stage.Node;
import io.github.taggedcache.sample.stage.Stage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/authors")
class AuthorController {

	private final AuthorService authors;

	private final Stage stage;

	private final Node node;

	AuthorController(AuthorService authors, Stage stage, Node node) {
		this.authors = authors;
		this.stage = stage;
		this.node = node;
	}

	@GetMapping
	List<Author> authors() {
		return this.authors.authors();
	}

	@PutMapping("/{id}/name")
	Author rename(@PathVariable long id, @Valid @RequestBody NewName request) {
		return this.stage.ledger()
			.write(this.node, Facts.author(id), request.name(), () -> this.authors.rename(id, request.name()));
	}

	record NewName(@NotBlank @Size(max = 100) String name) {

	}

}
