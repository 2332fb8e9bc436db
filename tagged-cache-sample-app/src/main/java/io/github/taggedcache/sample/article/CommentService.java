package io.github.taggedcache.sample.article;

import java.util.List;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Comments. They have tags of their own, so that a comment costs neither its article nor
 * the comments of others.
 */
@Service
public class CommentService {

	private final CommentRepository comments;

	private final ArticleRepository articles;

	private final Loads loads;

	CommentService(CommentRepository comments, ArticleRepository articles, Loads loads) {
		this.comments = comments;
		this.articles = articles;
		this.loads = loads;
	}

	@Cacheable("comments")
	@CacheTags("comments:#{#articleId}")
	@Transactional(readOnly = true)
	public List<Comment> comments(long articleId) {
		this.loads.begin("comments " + articleId);
		requireArticle(articleId);
		return this.comments.findByArticleIdOrderById(articleId);
	}

	@InvalidateTags("comments:#{#articleId}")
	@Transactional
	public Comment add(long articleId, String reader, String content) {
		requireArticle(articleId);
		return this.comments.save(new Comment(null, articleId, reader, content));
	}

	private void requireArticle(long id) {
		if (!this.articles.existsById(id)) {
			throw new NotFoundException("article", id);
		}
	}

}
