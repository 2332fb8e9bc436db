package io.github.taggedcache.sample.article;

import org.springframework.data.repository.ListCrudRepository;

interface AuthorRepository extends ListCrudRepository<Author, Long> {

}
