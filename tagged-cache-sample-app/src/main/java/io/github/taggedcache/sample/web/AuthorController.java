package io.github.taggedcache.sample.web;

import java.util.List;

import io.github.taggedcache.sample.article.Author;
import io.github.taggedcache.sample.article.AuthorService;
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

	AuthorController(AuthorService authors) {
		this.authors = authors;
	}

	@GetMapping
	List<Author> authors() {
		return this.authors.authors();
	}

	@PutMapping("/{id}/name")
	Author rename(@PathVariable long id, @Valid @RequestBody NewName request) {
		return this.authors.rename(id, request.name());
	}

	record NewName(@NotBlank @Size(max = 100) String name) {

	}

}
