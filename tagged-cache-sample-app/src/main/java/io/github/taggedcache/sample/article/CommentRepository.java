package io.github.taggedcache.sample.article;

import java.util.List;

import org.springframework.data.repository.ListCrudRepository;

interface CommentRepository extends ListCrudRepository<Comment, Long> {

	List<Comment> findByArticleIdOrderById(long articleId);

}
