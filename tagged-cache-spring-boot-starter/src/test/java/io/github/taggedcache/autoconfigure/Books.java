package io.github.taggedcache.autoconfigure;

import java.util.Optional;

import io.github.taggedcache.annotation.CacheTags;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.annotation.Id;
import org.springframework.data.keyvalue.repository.KeyValueRepository;

/**
 * A repository of Spring Data with a tagged method, whose proxy's target does not know
 * it.
 */
interface Books extends KeyValueRepository<Books.Book, Long> {

	@Cacheable("books")
	@CacheTags("title:#{#a0}")
	Optional<Book> findByTitle(String title);

	record Book(@Id Long id, String title) {

	}

}
