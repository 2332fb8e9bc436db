package io.github.taggedcache.sample.article;

import java.util.Comparator;
import java.util.List;

import io.github.taggedcache.annotation.InvalidateTags;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Authors. They are not cached themselves, but articles and lists show their names.
 */
@Service
public class AuthorService {

	private final AuthorRepository authors;

	AuthorService(AuthorRepository authors) {
		this.authors = authors;
	}

	@Transactional(readOnly = true)
	public List<Author> authors() {
		return this.authors.findAll().stream().sorted(Comparator.comparing(Author::id)).toList();
	}

	/**
	 * Each article and list with this author is loaded again, and nothing else. The tag
	 * is invalidated after the commit.
	 */
	@InvalidateTags("author:#{#id}")
	@Transactional
	public Author rename(long id, String name) {
		if (!this.authors.existsById(id)) {
			throw new NotFoundException("author", id);
		}
		return this.authors.save(new Author(id, name));
	}

}
