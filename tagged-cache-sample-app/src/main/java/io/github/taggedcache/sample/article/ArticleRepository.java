package io.github.taggedcache.sample.article;

import java.util.List;

import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface ArticleRepository extends ListCrudRepository<Article, Long> {

	@Query("SELECT DISTINCT topic FROM article ORDER BY topic")
	List<String> findTopics();

	List<Article> findByTopicOrderById(String topic);

}
